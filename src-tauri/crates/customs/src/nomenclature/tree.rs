//! The tree of a nomenclature, in the order of its lines.

use chrono::NaiveDate;

use super::{CODE_LINE, GoodsCode, Line};

/// One line's place in the tree. Its texts are kept beside it, by language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub code: GoodsCode,
    pub suffix: u8,
    /// Depth: 0 for a chapter, 1 for a heading, and so on.
    pub level: u8,
    /// Where the line above it stands.
    pub parent: Option<u32>,
    /// Where the last line below it stands; its own place where there is none.
    pub last: u32,
    /// Goods can be declared under it: a code line with no line below it.
    pub declarable: bool,
    /// It stands in the newest file. Others stay for declarations that refer to them.
    pub current: bool,
    pub unit: Option<String>,
    pub valid_from: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
}

impl Node {
    /// A line without its place yet.
    pub(super) fn of(line: Line) -> Self {
        let level = match (line.code.digits(), line.indent) {
            (2, _) => 0,
            (_, Some(indent)) => indent.saturating_add(1),
            (digits, None) => digits / 2 - 1,
        };
        Self {
            code: line.code,
            suffix: line.suffix,
            level,
            parent: None,
            last: 0,
            declarable: false,
            current: true,
            unit: line.unit,
            valid_from: line.valid_from,
            valid_until: line.valid_until,
        }
    }

    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day)
            && self.valid_until.is_none_or(|until| day <= until)
    }
}

/// The lines of one edition, each by its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Finds the place of each line from its level. The lines are in the order of the tariff: by
    /// code, then by suffix.
    ///
    /// Lines that are not current hang where they were, but nothing hangs on them.
    pub(super) fn grow(mut nodes: Vec<Node>) -> Self {
        let mut above: Vec<u32> = Vec::new();
        let mut has_lines_below = vec![false; nodes.len()];
        for place in 0..nodes.len() {
            let level = nodes[place].level;
            let is_above = |at: u32| {
                let candidate = &nodes[at as usize];
                candidate.level < level && same_branch(candidate, &nodes[place])
            };
            let kept = above.iter().rposition(|at| is_above(*at)).map_or(0, |at| at + 1);
            let parent = kept.checked_sub(1).map(|at| above[at]);
            if nodes[place].current {
                above.truncate(kept);
                above.push(number(place));
                if let Some(parent) = parent {
                    has_lines_below[parent as usize] = true;
                }
            }
            nodes[place].parent = parent;
            nodes[place].last = number(place);
        }
        for place in (0..nodes.len()).rev() {
            if let Some(parent) = nodes[place].parent {
                let last = nodes[place].last;
                let above = &mut nodes[parent as usize].last;
                *above = last.max(*above);
            }
        }
        for (node, has_lines_below) in nodes.iter_mut().zip(has_lines_below) {
            node.declarable = node.current && node.suffix == CODE_LINE && !has_lines_below;
        }
        Self { nodes }
    }

    /// A tree that was kept.
    pub fn of(nodes: Vec<Node>) -> Self {
        Self { nodes }
    }

    /// All lines in order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The line at a place.
    pub fn at(&self, place: u32) -> Option<&Node> {
        self.nodes.get(place as usize)
    }

    /// The lines above a place, chapter first, and the one at it.
    pub fn path(&self, place: u32) -> Vec<u32> {
        let mut path: Vec<u32> =
            std::iter::successors(Some(place), |at| self.at(*at)?.parent).collect();
        path.reverse();
        path
    }

    /// The lines right below a place; without one the chapters. Former lines are left out.
    pub fn below(&self, place: Option<u32>) -> Vec<u32> {
        let (mut at, last) = match place.and_then(|place| Some((place, self.at(place)?.last))) {
            Some((place, last)) => (place + 1, last),
            None => (0, number(self.nodes.len()).saturating_sub(1)),
        };
        let mut below = Vec::new();
        while let Some(node) = self.at(at).filter(|_| at <= last) {
            if node.parent == place && node.current {
                below.push(at);
            }
            at = node.last + 1;
        }
        below
    }

    /// The line of a code: the code line, else the first of its headings; of a code that is longer
    /// than the nomenclature knows, nothing.
    pub fn find(&self, code: &GoodsCode) -> Option<u32> {
        let from = self.nodes.partition_point(|node| node.code.padded() < code.padded());
        let same = |place: &usize| {
            let node = &self.nodes[*place];
            node.code.padded() == code.padded() && node.code.digits() <= code.digits()
        };
        let all = (from..self.nodes.len())
            .take_while(|place| self.nodes[*place].code.padded() == code.padded())
            .filter(same);
        let best = all.max_by_key(|place| {
            let node = &self.nodes[*place];
            (node.suffix == CODE_LINE, node.current, std::cmp::Reverse(*place))
        });
        best.map(number)
    }

    /// The lines whose code begins with these digits.
    pub fn beginning_with(&self, digits: &str) -> std::ops::Range<u32> {
        let from = self.nodes.partition_point(|node| node.code.padded() < digits);
        let until =
            self.nodes[from..].partition_point(|node| node.code.padded().starts_with(digits));
        number(from)..number(from + until)
    }
}

/// Lines of one chapter belong together; what stands in another never hangs below.
fn same_branch(above: &Node, below: &Node) -> bool {
    above.code.padded()[..2] == below.code.padded()[..2]
}

fn number(place: usize) -> u32 {
    u32::try_from(place).expect("a nomenclature has less lines than that")
}
