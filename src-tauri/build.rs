//! Bundles the UI; says how to make it where it is missing.

fn main() {
    println!("cargo::rerun-if-changed=../ui/dist");
    if !std::path::Path::new("../ui/dist/index.html").exists() {
        println!(
            "cargo::error=ui/dist is missing: `cargo xtask run` builds the UI before the app \
             (by hand: `npm ci && npm run build` in ui/)"
        );
        return;
    }
    tauri_build::build();
}
