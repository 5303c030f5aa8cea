//! What becomes of each of the thirty declarations, and what is wrong with some.

/// How far a declaration has come with the authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// No reply yet.
    Waiting,
    /// Accepted, nothing more.
    Accepted,
    /// Released with this control result.
    Released(&'static str),
    /// Selected for control, then released with this control result.
    ReleasedAfterControl(&'static str),
    /// Selected for control, not decided.
    UnderControl,
    /// Documents asked for.
    DocumentsRequested,
    /// Rejected.
    Rejected,
    /// Invalidated.
    Invalidated,
    /// Not released after control.
    NotReleased,
    /// Released, and the goods have left the Union.
    Exited,
}

/// What is wrong with a declaration or its replies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing.
    None,
    /// The first reply writes the MRN with a wrong check digit.
    MrnCheckDigit,
    /// The invoice total is not the sum of the items.
    InvoiceTotal,
    /// No document N935, though the customs value rests on an invoice.
    InvoiceMissing,
    /// The shipment's gross mass is not the sum of the items'.
    GrossMass,
    /// The number of packages is not the sum of the items'.
    TotalPackages,
    /// A commodity code that TARIC does not have.
    CommodityUnknown,
    /// The importer has no EORI.
    ImporterMissing,
    /// A container number with a wrong check digit.
    ContainerCheckDigit,
    /// A Belgian EORI with a wrong check digit.
    EoriCheckDigit,
    /// Export without an office of exit.
    ExitOfficeMissing,
    /// Net mass above gross mass.
    NetAboveGross,
}

/// One of the thirty.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// 101 and on for imports, 201 and on for exports.
    pub number: u64,
    /// What the authority has said so far.
    pub fate: Fate,
    /// What is wrong with it.
    pub flaw: Flaw,
    /// Goods items.
    pub items: u64,
    /// Whether the first reply lies before the declaration in file order.
    pub replies_first: bool,
}

impl Plan {
    /// Whether goods come in (H1); else they go out (B1).
    pub fn is_import(&self) -> bool {
        self.number < 200
    }

    /// LRN of the declaration.
    pub fn lrn(&self) -> String {
        let direction = if self.is_import() { 'I' } else { 'E' };
        format!("LGG26-{direction}{:06}", self.number)
    }
}

const fn plan(number: u64, items: u64, fate: Fate, flaw: Flaw) -> Plan {
    Plan { number, fate, flaw, items, replies_first: false }
}

/// All thirty.
pub const PLANS: &[Plan] = &[
    plan(101, 1, Fate::Released("A2"), Flaw::None),
    plan(102, 3, Fate::Released("A2"), Flaw::None),
    plan(103, 2, Fate::Released("A2"), Flaw::None),
    plan(104, 1, Fate::Released("A2"), Flaw::MrnCheckDigit),
    plan(105, 4, Fate::Released("A3"), Flaw::None),
    plan(106, 1, Fate::Released("A2"), Flaw::None),
    Plan { replies_first: true, ..plan(107, 2, Fate::Released("A2"), Flaw::None) },
    plan(108, 12, Fate::Released("A2"), Flaw::None),
    plan(109, 1, Fate::ReleasedAfterControl("A1"), Flaw::None),
    plan(110, 3, Fate::ReleasedAfterControl("A4"), Flaw::None),
    plan(111, 2, Fate::Released("A2"), Flaw::EoriCheckDigit),
    plan(112, 3, Fate::UnderControl, Flaw::InvoiceTotal),
    plan(113, 2, Fate::UnderControl, Flaw::GrossMass),
    plan(114, 1, Fate::DocumentsRequested, Flaw::InvoiceMissing),
    plan(115, 2, Fate::DocumentsRequested, Flaw::None),
    plan(116, 1, Fate::Rejected, Flaw::CommodityUnknown),
    plan(117, 2, Fate::Rejected, Flaw::ImporterMissing),
    plan(118, 1, Fate::Invalidated, Flaw::None),
    plan(119, 2, Fate::NotReleased, Flaw::None),
    plan(120, 3, Fate::Accepted, Flaw::TotalPackages),
    plan(121, 5, Fate::Waiting, Flaw::NetAboveGross),
    plan(122, 1, Fate::Waiting, Flaw::ContainerCheckDigit),
    plan(201, 1, Fate::Released("A2"), Flaw::None),
    plan(202, 2, Fate::Released("A3"), Flaw::None),
    plan(203, 1, Fate::ReleasedAfterControl("A1"), Flaw::None),
    plan(204, 3, Fate::Exited, Flaw::None),
    plan(205, 1, Fate::UnderControl, Flaw::TotalPackages),
    plan(206, 1, Fate::Rejected, Flaw::ExitOfficeMissing),
    plan(207, 2, Fate::Accepted, Flaw::None),
    plan(208, 1, Fate::Waiting, Flaw::None),
];
