//! What sets guiju up elsewhere: the action, the hooks, the template, the image, what shells are told. Each is held by the readers that
//! others wrote, and run where that needs no network.

mod shell;
