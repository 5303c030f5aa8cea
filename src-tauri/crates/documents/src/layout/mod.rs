//! A small page-flow engine: text is measured and wrapped into lines, lines stand in cells, cells in
//! bands, and bands flow down sheets and break over them.

mod band;
mod flow;
mod length;
mod sheet;
mod table;
mod text;
mod wrap;

pub(crate) use band::{Align, Band, Cell, Rule};
pub(crate) use flow::{Flow, Frontier};
pub(crate) use length::Length;
pub(crate) use sheet::{A4, Area, Mark, Picture, Point, Sheet, Tone};
pub(crate) use table::{Column, Table};
pub(crate) use text::{Line, Run, Style, Typesetter};
