//! What is left when the program has ended.

use portable_pty::ExitStatus;

use super::screen::Screen;

/// The program after its end.
pub struct Ended {
    pub status: ExitStatus,
    /// Everything that was written to the terminal.
    pub bytes: Vec<u8>,
    /// What the terminal shows afterwards.
    pub screen: Screen,
}

impl Ended {
    /// The program ended well, and the terminal is as it was.
    #[track_caller]
    pub fn assert_well(&self) {
        assert!(self.status.success(), "{:?}: {:?}", self.status, self.screen);
        self.assert_given_back();
    }

    /// The terminal is as it was: the screen, the cursor, pastes, and the wrapping of lines.
    #[track_caller]
    pub fn assert_given_back(&self) {
        let text = String::from_utf8_lossy(&self.bytes);
        let last = |on: &str, off: &str| {
            let (on, off) = (text.rfind(on), text.rfind(off));
            assert!(off.is_some() && off > on, "the terminal was not given back: {:?}", self.screen);
        };
        last("\x1b[?1049h", "\x1b[?1049l");
        last("\x1b[?25l", "\x1b[?25h");
        last("\x1b[?2004h", "\x1b[?2004l");
        last("\x1b[?7l", "\x1b[?7h");
        last("\x1b[?2026h", "\x1b[?2026l");
        let shown = &self.screen;
        assert!(!shown.alternate && !shown.bracketed_paste && shown.cursor.is_some(), "{shown:?}");
    }
}
