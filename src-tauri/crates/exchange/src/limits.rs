//! How much one file may ask of the reader. All of them are far above what the law allows in a
//! declaration (9,999 goods items), so that only a broken or hostile file meets them.

/// Longest single value, tag or comment, in bytes. Longer ones are refused without being held in
/// memory.
pub const LONGEST_VALUE: u64 = 1024 * 1024;

/// Most bytes of text, names and attributes in one record.
pub const MOST_TEXT: usize = 64 * 1024 * 1024;

/// Most elements in one record: 9,999 goods items with 200 elements each.
pub const MOST_ELEMENTS: usize = 2_000_000;

/// Most attributes on one element.
pub const MOST_ATTRIBUTES: usize = 1_000;

/// Deepest nesting of elements, from the root of the document.
pub const DEEPEST: usize = 64;

/// Most goods items in one declaration (data element 11 03).
pub const MOST_ITEMS: usize = 9_999;

/// Most files in one archive.
pub const MOST_FILES: usize = 100_000;

/// What an archive may unpack to, in bytes, however small it is.
pub const UNPACKED_UNSEEN: u64 = 4 * 1024 * 1024;

/// How many times its size an archive may unpack to beyond that. Declarations come to ten to fifty.
pub const MOST_TIMES_UNPACKED: u64 = 200;

/// Largest workbook, in bytes as it is packed. A sheet of 400,000 parcels comes to about 50 MB.
pub const LARGEST_WORKBOOK: u64 = 64 * 1024 * 1024;

/// Most a sheet may unpack to, in bytes. It is read row by row.
pub const LARGEST_SHEET: u64 = 1024 * 1024 * 1024;

/// Most any other part of a workbook may unpack to, in bytes. The texts of all its cells are one part
/// and are held while it is read.
pub const LARGEST_PART: u64 = 128 * 1024 * 1024;

/// Most columns of a sheet; no spreadsheet has more.
pub const MOST_COLUMNS: usize = 16_384;

/// Longest row of a CSV file or a sheet in bytes.
pub const LONGEST_ROW: u64 = 4 * 1024 * 1024;

/// Largest file that is taken for a list of exchange rates, in bytes. All days of the European Central
/// Bank as XML have eight million.
pub const LARGEST_RATES: u64 = 64 * 1024 * 1024;
