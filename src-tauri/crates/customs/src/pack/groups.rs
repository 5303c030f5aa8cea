//! Rules put together by the declarations that they apply to: a declaration is compared with some
//! dozens of groups, not with hundreds of rules.

use std::collections::{HashMap, HashSet};

use crate::rule::{Reach, Rule};

/// Rules that apply to the same declarations.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) reach: Reach,
    /// Which of the pack's rules, in their order.
    pub(super) rules: Vec<usize>,
}

/// Every rule in the group of its reach.
pub(super) fn by_reach(rules: &[Rule], lists: &HashMap<String, HashSet<String>>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        let first = |group: &Group| group.rules.first().and_then(|first| rules.get(*first));
        let same =
            |group: &&mut Group| first(group).is_some_and(|first| reach_the_same(first, rule));
        match groups.iter_mut().find(same) {
            Some(group) => group.rules.push(index),
            None => groups.push(Group { reach: Reach::of(rule, lists), rules: vec![index] }),
        }
    }
    groups
}

fn reach_the_same(one: &Rule, other: &Rule) -> bool {
    one.dates() == other.dates()
        && one.sets == other.sets
        && one.types == other.types
        && one.countries == other.countries
        && one.except == other.except
}
