//! Keys by the names that the program has for them, as the bytes that an xterm sends.

/// The bytes that a key sends.
pub fn key(name: &str) -> String {
    let sequence = match name {
        "Enter" => "\r",
        "Tab" => "\t",
        "Esc" => "\x1b",
        "Space" => " ",
        "Backspace" => "\x7f",
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Right" => "\x1b[C",
        "Left" => "\x1b[D",
        "PageUp" => "\x1b[5~",
        "PageDown" => "\x1b[6~",
        "Alt-Enter" => "\x1b\r",
        _ => return control(name),
    };
    sequence.to_owned()
}

fn control(name: &str) -> String {
    match name.strip_prefix("Ctrl-").map(str::as_bytes) {
        Some([letter]) => char::from(letter & 0x1F).to_string(),
        _ => {
            assert_eq!(name.chars().count(), 1, "{name} is no key");
            name.to_owned()
        }
    }
}
