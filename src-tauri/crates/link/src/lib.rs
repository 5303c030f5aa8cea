//! A desk's line to the hub.
