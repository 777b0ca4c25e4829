//! The program from outside: at a prompt, and in a pseudo-terminal with an emulator that knows what is on the screen. One
//! executable, as fifteen take longer to link.

#[cfg(unix)]
mod annotations_pane;
mod commands;
#[cfg(unix)]
mod drafts;
#[cfg(unix)]
mod durability;
#[cfg(unix)]
mod folders;
#[cfg(unix)]
mod guarding;
#[cfg(unix)]
mod labels;
#[cfg(unix)]
mod linking;
#[cfg(unix)]
mod listing;
#[cfg(unix)]
mod reading;
#[cfg(unix)]
mod related;
mod safety;
#[cfg(unix)]
mod scripts;
#[cfg(unix)]
mod searching;
#[cfg(unix)]
mod settling;
#[cfg(unix)]
mod sizes;
mod support;
