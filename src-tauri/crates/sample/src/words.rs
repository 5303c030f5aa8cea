//! Word tables: goods, sellers, people and places. All invented for this project.

pub(crate) mod cargo;
pub(crate) mod goods;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod sellers;
