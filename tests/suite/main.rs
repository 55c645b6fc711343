//! The tests that run the program as its users do: a module a concern. What a function does by itself is tested beside it.

mod examples;
mod pictures;
mod run;
