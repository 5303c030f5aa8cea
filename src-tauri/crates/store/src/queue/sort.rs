//! The order of the queue, and what stands before or after a row in it.

use rusqlite::types::Value;

use super::condition::Condition;

/// What the queue is sorted by. Rows that are equal in it keep the order in which they came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The gravest lane first, then what is due first.
    #[default]
    Lane,
    Lrn,
    Goods,
    Hs,
    Origin,
    Value,
    Charges,
    Due,
    /// The order in which declarations came onto the desk.
    Queued,
}

/// One column of an order.
#[derive(Clone, Copy)]
struct Column {
    name: &'static str,
    descending: bool,
}

const fn up(name: &'static str) -> Column {
    Column { name, descending: false }
}

const fn down(name: &'static str) -> Column {
    Column { name, descending: true }
}

impl Sort {
    fn sequence(self) -> Vec<Column> {
        const ARRIVAL: Column = up("no");
        match self {
            Sort::Lane => vec![down("lane"), up("due_at"), ARRIVAL],
            Sort::Lrn => vec![up("lrn"), ARRIVAL],
            Sort::Goods => vec![up("goods"), ARRIVAL],
            Sort::Hs => vec![up("hs"), ARRIVAL],
            Sort::Origin => vec![up("origin"), ARRIVAL],
            Sort::Value => vec![up("value_cents"), ARRIVAL],
            Sort::Charges => vec![up("payable_cents"), ARRIVAL],
            Sort::Due => vec![up("due_at"), ARRIVAL],
            Sort::Queued => vec![ARRIVAL],
        }
    }

    /// The columns that make a row's place.
    pub(super) fn columns(self) -> String {
        let names: Vec<&str> = self.sequence().iter().map(|column| column.name).collect();
        names.join(", ")
    }

    pub(super) fn order(self, reversed: bool) -> String {
        let part = |column: &Column| {
            let way = if column.descending == reversed { "ASC" } else { "DESC" };
            format!("{} {way}", column.name)
        };
        self.sequence().iter().map(part).collect::<Vec<_>>().join(", ")
    }

    /// What follows a row, nearest first: several conditions, each of which an index can answer,
    /// where one with OR would read every row.
    pub(super) fn after(self, key: &[Value], reversed: bool) -> Vec<Condition> {
        self.beyond(key, reversed)
    }

    /// What stands before a row.
    pub(super) fn before(self, key: &[Value], reversed: bool) -> Vec<Condition> {
        self.beyond(key, !reversed)
    }

    fn beyond(self, key: &[Value], reversed: bool) -> Vec<Condition> {
        let sequence = self.sequence();
        let tiers = (0..sequence.len()).rev();
        let tier = |depth: usize| {
            let same = sequence[..depth].iter().zip(key);
            let same = same.fold(Condition::default(), |condition, (column, value)| {
                condition.and(format!("{} IS ?", column.name), [value.clone()])
            });
            let column = sequence[depth];
            further(same, column.name, &key[depth], column.descending != reversed)
        };
        tiers.filter_map(tier).collect()
    }
}

/// Values beyond this one in an order where NULL is the least; `None` where there are none.
fn further(same: Condition, name: &str, value: &Value, descending: bool) -> Option<Condition> {
    match (value, descending) {
        (Value::Null, true) => None,
        (Value::Null, false) => Some(same.and(format!("{name} IS NOT NULL"), [])),
        (value, false) => Some(same.and(format!("{name} > ?"), [value.clone()])),
        (value, true) if is_nullable(name) => {
            Some(same.and(format!("({name} < ? OR {name} IS NULL)"), [value.clone()]))
        }
        (value, true) => Some(same.and(format!("{name} < ?"), [value.clone()])),
    }
}

/// Columns that hold NULL where nothing is known; OR costs an index, so only these pay for it.
fn is_nullable(name: &str) -> bool {
    matches!(name, "value_cents" | "payable_cents")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::as_is(Sort::Lane, false, "lane DESC, due_at ASC, no ASC")]
    #[case::reversed(Sort::Lane, true, "lane ASC, due_at DESC, no DESC")]
    #[case::one_column(Sort::Queued, true, "no DESC")]
    fn orders(#[case] sort: Sort, #[case] reversed: bool, #[case] expected: &str) {
        assert_eq!(sort.order(reversed), expected);
    }

    #[rstest]
    #[case::of_three_columns(Sort::Lane, false, vec![
        "WHERE lane IS ? AND due_at IS ? AND no > ?",
        "WHERE lane IS ? AND due_at > ?",
        "WHERE lane < ?",
    ])]
    #[case::nullable(Sort::Value, true, vec![
        "WHERE value_cents IS ? AND no < ?",
        "WHERE (value_cents < ? OR value_cents IS NULL)",
    ])]
    fn what_follows(#[case] sort: Sort, #[case] reversed: bool, #[case] expected: Vec<&str>) {
        let key = [Value::Integer(1), Value::Integer(2), Value::Integer(3)];
        let clauses: Vec<String> =
            sort.after(&key, reversed).iter().map(Condition::clause).collect();
        assert_eq!(clauses, expected);
    }
}
