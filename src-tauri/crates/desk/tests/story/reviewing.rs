use crate::bench::*;
