//! Embeds the page (`ui/dist`) and checks the configuration.
fn main() {
    tauri_build::build();
}
