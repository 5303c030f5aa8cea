//! Development only: seeded simulation of many desks and a hub, with faults.
