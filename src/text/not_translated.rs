//! What stays as it is in every language: names of products, formats, keys and figures. A test sees to it that nothing
//! else of English is left in a language.

/// Words in Latin letters that a text in another script may hold.
pub const NAMES: &[&str] = &[
    "ABC",
    "CSV",
    "Calc",
    "Ctrl",
    "Delete",
    "ERP",
    "EUR",
    "Enter",
    "Excel",
    "Few",
    "GSTIN",
    "Gini",
    "HHI",
    "JSON",
    "Letter",
    "Mac",
    "Northwind",
    "OpenDocument",
    "PDF",
    "RFM",
    "Vital",
    "WhatsApp",
    "XLSX",
    "XYZ",
    "json",
    "txt",
    "vCard",
    "xlsx",
];

/// Texts that are the same in a language that is written in Latin letters, too.
pub const SAME: &[(&str, &str)] = &[
    ("sl", "AsWorkbook"),
    ("sl", "BySegment"),
    ("sl", "ColSegment"),
    ("sl", "CriterionPotentialShort"),
    ("sl", "LorenzGini"),
    ("sl", "PaperLetter"),
    ("sl", "ParetoTitle"),
    ("sl", "ReturnsCell"),
    ("sl", "RfmTitle"),
    ("sl", "RoleStatus"),
    ("sl", "ServiceMinutes"),
    ("sl", "SourceInternet"),
    ("sl", "TeamRoleFinance"),
    ("sl", "TrendTitle"),
];
