//! The pictures of a draft's files, under a scheme of their own: a view names them, and the page asks for each once.

use std::thread;

use tauri::{
    Manager, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

use crate::state::{Shell, answered};

pub(crate) const SCHEME: &str = "picture";

/// Answers with the picture of that name; with nothing when the view that is shown names no such picture.
pub(crate) fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    // A large one takes a moment to draw.
    thread::spawn(move || {
        let name = request.uri().path().trim_start_matches('/');
        let found = app.try_state::<Shell>().and_then(|it| answered(|| it.picture(name)));
        let response = Response::builder().header(header::CACHE_CONTROL, "no-store");
        let response = match found {
            Some((kind, bytes)) => response.header(header::CONTENT_TYPE, kind).body(bytes),
            None => response.status(StatusCode::NOT_FOUND).body(Vec::new()),
        };
        responder.respond(response.unwrap_or_default());
    });
}
