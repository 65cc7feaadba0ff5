//! The real window, used as a person uses it. All of it is one program, so that it is linked once, and in a module of its own, so
//! that `cargo xtask test` can tell it from the tests that need no display.

mod real_window {
    mod accessible;
    mod away;
    mod backups;
    mod batch;
    mod companion;
    mod counselor;
    mod cropper;
    mod erased;
    mod evening;
    mod handing_over;
    mod hands_on;
    mod importing;
    mod layout;
    mod locked;
    mod materials;
    mod office;
    mod packs;
    mod papers;
    mod pictures;
    mod portal;
    mod practice;
    mod protected;
    mod read_out;
    mod readback;
    mod reminders;
    mod rights;
    mod signing;
    mod states;
    mod walks;
    mod wayland;
    mod window;
}
