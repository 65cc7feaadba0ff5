//! Prints the contract as TypeScript; `cargo xtask contract` writes it to where the page reads it.
#![expect(clippy::print_stdout, reason = "a program whose output is a file's text")]

fn main() {
    print!("{}", beishen_desk::contract::typescript());
}
