//! Many desks, one order: what comes, what is answered, what is lost and found again.

mod answering;
mod evicting;
mod files;
mod mixture;
mod names;
mod receiving;
mod restored;
