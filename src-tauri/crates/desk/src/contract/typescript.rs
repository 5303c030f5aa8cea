//! The contract as TypeScript.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

/// The whole contract as one TypeScript module: every type, and a map from command to its request
/// and response.
pub fn typescript() -> String {
    let config = Config::new();
    let mut types = Declarations { config: &config, found: BTreeMap::new() };
    super::visit_types(&mut types);
    let mut text = String::from(
        "// Made from src-tauri/crates/desk/src/contract by `cargo xtask generate`. Do not edit.\n",
    );
    for declaration in types.found.values() {
        write!(text, "\nexport {declaration}\n").expect("writing to a string cannot fail");
    }
    text.push_str("\nexport interface Commands {\n");
    for (name, request, response) in super::signatures(&config) {
        writeln!(text, "  {name}: {{ request: {request}; response: {response} }};")
            .expect("writing to a string cannot fail");
    }
    text.push_str("}\n");
    text
}

struct Declarations<'a> {
    config: &'a Config,
    found: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_none() {
            return;
        }
        let name = T::ident(self.config);
        if self.found.contains_key(&name) {
            return;
        }
        self.found.insert(name, T::decl(self.config));
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}
