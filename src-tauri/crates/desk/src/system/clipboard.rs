//! The system's clipboard, and what of it is ours.
//!
//! **Invariant:** only our own text is ever taken off it: what somebody else has copied since stays. Of our text only a digest is
//! kept; on the disk lies so little of one that no number can be worked back from it.

use std::{
    fs,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use beishen_document::digest::sha256;

/// What is asked of the system.
pub trait Pasteboard: Send {
    /// Puts a text there, marked so that histories of the clipboard leave it out.
    fn put(&mut self, text: &str) -> Result<(), Unreachable>;
    /// The text that is there, if a text is.
    fn text(&mut self) -> Result<Option<String>, Unreachable>;
    /// Empties it.
    fn clear(&mut self) -> Result<(), Unreachable>;
}

/// The clipboard cannot be reached: another program holds it, or there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreachable;

/// The clipboard as the companion uses it. Clones are the same clipboard.
#[derive(Clone)]
pub struct Clipboard(Arc<Mutex<Held>>);

struct Held {
    system: Box<dyn Pasteboard>,
    /// A file that outlives a killed program: it says that something of ours was left.
    trace: Option<PathBuf>,
    ours: Option<Copy>,
    /// How many texts were put there.
    copies: u64,
    /// After how many seconds a number is taken off.
    numbers_last: Option<u32>,
}

/// A text we have put there.
struct Copy {
    digest: [u8; 32],
    /// Which of our copies it is.
    number: u64,
    lasts: Option<u32>,
}

/// 30 s: what a number has to be pasted.
const USUAL: u32 = 30;

impl Clipboard {
    /// The clipboard of the system. While something of ours is on it, the file `trace` says so.
    pub fn new(system: Box<dyn Pasteboard>, trace: PathBuf) -> Self {
        let held =
            Held { system, trace: Some(trace), ours: None, copies: 0, numbers_last: Some(USUAL) };
        Self(Arc::new(Mutex::new(held)))
    }

    /// Takes off what a killed program has left there, by the word of the trace. Only for who has the vault open: before
    /// that the trace may be another program's, which is running.
    pub(crate) fn clear_what_was_left(&self) {
        self.held().clear_what_was_left();
    }

    /// No clipboard: nothing can be copied.
    pub fn none() -> Self {
        let held = Held {
            system: Box::new(Nowhere),
            trace: None,
            ours: None,
            copies: 0,
            numbers_last: None,
        };
        Self(Arc::new(Mutex::new(held)))
    }

    /// Puts a text there; a number stays for its time only. Whether that worked.
    pub fn put(&self, text: &str, number: bool) -> bool {
        let mut held = self.held();
        // First the trace, so that there is no moment without one.
        let before = held.trace();
        held.leave_trace(text);
        if held.system.put(text).is_err() {
            held.write_trace(before.as_deref());
            return false;
        }
        held.copies += 1;
        let lasts = held.numbers_last.filter(|_| number);
        held.ours = Some(Copy { digest: digest(&[], text), number: held.copies, lasts });
        true
    }

    /// Takes our text off it. Whether nothing of ours is there now.
    pub fn clear(&self) -> bool {
        self.held().clear()
    }

    /// Takes our text off it if it is still that of copy `number`. Whether anything was taken off.
    pub fn expire(&self, number: u64) -> bool {
        let mut held = self.held();
        held.ours.as_ref().is_some_and(|it| it.number == number) && held.clear()
    }

    /// The copy that is to expire, and after how many seconds.
    pub fn due(&self) -> Option<(u64, u32)> {
        self.held().ours.as_ref().and_then(|it| Some((it.number, it.lasts?)))
    }

    /// For how many seconds numbers stay from the next copy on; `None`: until something else is copied.
    pub fn numbers_last(&self, seconds: Option<u32>) {
        self.held().numbers_last = seconds;
    }

    /// Whether `text` is what we have put there last, and it is still there.
    pub fn holds(&self, text: &str) -> bool {
        let mut held = self.held();
        let ours = held.ours.as_ref().is_some_and(|it| it.digest == digest(&[], text));
        ours && held.system.text().is_ok_and(|it| it.as_deref() == Some(text))
    }

    /// The copy that was put there last, unless it was taken off since.
    pub fn ours(&self) -> Option<u64> {
        self.held().ours.as_ref().map(|it| it.number)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn clear(&mut self) -> bool {
        let Some(ours) = &self.ours else { return true };
        let there = match self.system.text() {
            Ok(text) => text,
            Err(Unreachable) => return false,
        };
        if there.is_some_and(|it| digest(&[], &it) == ours.digest) && self.system.clear().is_err() {
            return false;
        }
        self.ours = None;
        self.write_trace(None);
        true
    }

    /// Writes salt and two bytes of the digest of text and salt: enough to know our text again, and shared by one in 65,536 of
    /// all others, so that trying out every identity number leaves hundreds of thousands.
    fn leave_trace(&self, text: &str) {
        let mut salt = [0_u8; 16];
        if getrandom::fill(&mut salt).is_ok() {
            let mut trace = salt.to_vec();
            trace.extend_from_slice(&short(&salt, text));
            self.write_trace(Some(&trace));
        }
    }

    fn trace(&self) -> Option<Vec<u8>> {
        self.trace.as_ref().and_then(|it| fs::read(it).ok())
    }

    /// What cannot be written changes nothing: the text is copied all the same, and stays after a kill.
    fn write_trace(&self, trace: Option<&[u8]>) {
        let Some(path) = &self.trace else { return };
        let _ = match trace {
            Some(trace) => beishen_work::files::write(path, trace).is_ok(),
            None => fs::remove_file(path).is_ok(),
        };
    }

    fn clear_what_was_left(&mut self) {
        if self.ours.is_some() {
            return;
        }
        let trace = self.trace().unwrap_or_default();
        if let Some((salt, left)) = trace.split_at_checked(16)
            && let Ok(Some(text)) = self.system.text()
            && left == short(salt, &text)
            && self.system.clear().is_err()
        {
            return;
        }
        self.write_trace(None);
    }
}

fn digest(salt: &[u8], text: &str) -> [u8; 32] {
    sha256([salt, text.as_bytes()].concat())
}

fn short(salt: &[u8], text: &str) -> [u8; 2] {
    let [first, second, ..] = digest(salt, text);
    [first, second]
}

struct Nowhere;

impl Pasteboard for Nowhere {
    fn put(&mut self, _: &str) -> Result<(), Unreachable> {
        Err(Unreachable)
    }

    fn text(&mut self) -> Result<Option<String>, Unreachable> {
        Err(Unreachable)
    }

    fn clear(&mut self) -> Result<(), Unreachable> {
        Err(Unreachable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A system's clipboard to look at from outside.
    #[derive(Clone, Default)]
    struct Board(Arc<Mutex<(Option<String>, bool)>>);

    impl Board {
        fn says(&self) -> Option<String> {
            self.0.lock().unwrap().0.clone()
        }

        fn others_copy(&self, text: &str) {
            self.0.lock().unwrap().0 = Some(text.to_owned());
        }

        fn stuck(&self, stuck: bool) {
            self.0.lock().unwrap().1 = stuck;
        }

        fn change(&self, text: Option<&str>) -> Result<(), Unreachable> {
            let mut board = self.0.lock().unwrap();
            if board.1 {
                return Err(Unreachable);
            }
            board.0 = text.map(str::to_owned);
            Ok(())
        }
    }

    impl Pasteboard for Board {
        fn put(&mut self, text: &str) -> Result<(), Unreachable> {
            self.change(Some(text))
        }

        fn text(&mut self) -> Result<Option<String>, Unreachable> {
            let board = self.0.lock().unwrap();
            if board.1 { Err(Unreachable) } else { Ok(board.0.clone()) }
        }

        fn clear(&mut self) -> Result<(), Unreachable> {
            self.change(None)
        }
    }

    const NUMBER: &str = "11010519491231002X";

    struct Desk {
        board: Board,
        folder: tempfile::TempDir,
    }

    impl Desk {
        fn new() -> Self {
            Self { board: Board::default(), folder: tempfile::tempdir().unwrap() }
        }

        /// The program starts.
        fn start(&self) -> Clipboard {
            let trace = self.folder.path().join("copied");
            let clipboard = Clipboard::new(Box::new(self.board.clone()), trace);
            clipboard.clear_what_was_left();
            clipboard
        }
    }

    #[test]
    fn what_is_ours_is_taken_off_and_what_others_copied_stays() {
        let desk = Desk::new();
        let clipboard = desk.start();
        assert!(clipboard.put(NUMBER, true) && clipboard.holds(NUMBER));
        assert!(clipboard.clear());
        assert_eq!(desk.board.says(), None);
        assert!(clipboard.put(NUMBER, true));
        desk.board.others_copy("别的");
        assert!(!clipboard.holds(NUMBER));
        assert!(clipboard.clear(), "nothing of ours is there");
        assert_eq!(desk.board.says().as_deref(), Some("别的"));
        assert_eq!(clipboard.ours(), None);
    }

    #[test]
    fn a_number_has_its_time_and_only_its_own_copy_ends_with_it() {
        let desk = Desk::new();
        let clipboard = desk.start();
        clipboard.put("北京市", false);
        assert_eq!(clipboard.due(), None);
        clipboard.put(NUMBER, true);
        let (first, seconds) = clipboard.due().unwrap();
        assert_eq!(seconds, 30);
        clipboard.numbers_last(Some(10));
        clipboard.put(NUMBER, true);
        let (second, seconds) = clipboard.due().unwrap();
        assert_eq!(seconds, 10);
        assert!(!clipboard.expire(first), "it was copied once more since");
        assert_eq!(desk.board.says().as_deref(), Some(NUMBER));
        assert!(clipboard.expire(second));
        assert_eq!(desk.board.says(), None);
        clipboard.numbers_last(None);
        clipboard.put(NUMBER, true);
        assert_eq!(clipboard.due(), None);
    }

    #[test]
    fn a_clipboard_that_cannot_be_reached_is_told_of() {
        let desk = Desk::new();
        let clipboard = desk.start();
        clipboard.put("张三", false);
        desk.board.stuck(true);
        assert!(!clipboard.put(NUMBER, true) && !clipboard.clear());
        desk.board.stuck(false);
        assert!(clipboard.holds("张三"), "it is still ours");
        assert!(clipboard.clear());
        let none = Clipboard::none();
        assert!(!none.put("张三", false) && none.clear(), "nothing was put, so nothing is there");
    }

    #[test]
    fn what_a_killed_program_left_goes_at_the_next_start_unless_someone_has_copied_since() {
        for (since, left) in [(None, None), (Some("别的"), Some("别的"))] {
            let desk = Desk::new();
            let killed = desk.start();
            killed.put("张三", false);
            killed.put(NUMBER, true);
            if let Some(text) = since {
                desk.board.others_copy(text);
            }
            desk.start();
            assert_eq!(desk.board.says().as_deref(), left);
            desk.board.others_copy(NUMBER);
            desk.start();
            assert_eq!(desk.board.says().as_deref(), Some(NUMBER), "the trace is gone");
        }
    }

    #[test]
    fn the_trace_is_gone_with_the_text_and_tells_nothing_of_it() {
        let desk = Desk::new();
        let clipboard = desk.start();
        let trace = || fs::read(desk.folder.path().join("copied")).ok();
        clipboard.put(NUMBER, true);
        let first = trace().unwrap();
        clipboard.put(NUMBER, true);
        assert_eq!(first.len(), 18);
        assert_ne!(trace().unwrap(), first, "it is salted anew");
        clipboard.clear();
        assert_eq!(trace(), None);
    }
}
