//! The keys of a pack's files, a file a file. How they are read stands beside; what they mean is for the rest of the room.

pub(super) mod case;
pub(super) mod frameworks;
pub(super) mod head;
pub(super) mod item;
