//! The page as a browser gets it.

use customs::MessageKind;
use rstest::rstest;
use sync::Role;

use crate::world::{World, manifest};

#[rstest]
#[case::english("en", "Where are my parcels?", "Received", "the sender")]
#[case::french("fr-BE,fr", "Où sont mes colis", "Reçu", "l’expéditeur")]
#[case::dutch("nl", "Waar zijn mijn pakketten?", "Ontvangen", "de afzender")]
#[case::german("de", "Wo sind meine Pakete?", "Eingegangen", "der Absender")]
#[case::chinese("zh-CN", "我的包裹在哪里", "已收到", "发件方")]
#[tokio::test(flavor = "multi_thread")]
async fn everyone_reads_it_in_their_language(
    #[case] accepted: &str,
    #[case] title: &str,
    #[case] stage: &str,
    #[case] source: &str,
) {
    let world = World::new().await;
    let guest = world.guest(Role::Merchant, "Star", &[]);
    world.hand_in(&guest, "a.csv", &manifest(&[&[("lrn", "LGG-26-1")]])).await;
    let session = world.sign_in(&guest).await;
    let page = world.page("/parcels?number=LGG-26-1", Some(&session), accepted).await;
    let page = page.text().await.unwrap();
    for text in [title, stage, source, "LGG-26-1"] {
        assert!(page.contains(text), "{text} is missing in {page}");
    }
    let tag = &accepted[..2];
    assert!(page.contains(&format!("<html lang=\"{tag}")), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_can_be_switched_and_stays() {
    let world = World::new().await;
    let answer = world.page("/parcels/sign-in?lang=de", None, "fr").await;
    let set = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(answer.text().await.unwrap().contains("Anmelden"));
    let kept = set.split(';').next().unwrap();
    let later = world.page("/parcels/sign-in", Some(kept), "fr").await;
    assert!(later.text().await.unwrap().contains("Anmelden"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_pasted_comes_back_as_text_whatever_it_holds() {
    let world = World::new().await;
    let guest = world.guest(Role::Merchant, "<b>Star</b> & \"Sons\"", &[]);
    let session = world.sign_in(&guest).await;
    let evil = "</textarea><script>alert(1)</script>";
    let answer = world.form("/parcels", Some(&session), &[("numbers", evil)]).await;
    let page = answer.text().await.unwrap();
    assert!(!page.contains("<script>alert") && !page.contains("<b>Star"), "{page}");
    assert!(page.contains("&lt;script&gt;alert"));
}

#[tokio::test(flavor = "multi_thread")]
async fn few_are_cards_and_many_a_table() {
    let world = World::new().await;
    let guest = world.guest(Role::Merchant, "Star", &[]);
    let session = world.sign_in(&guest).await;
    let few =
        world.form("/parcels", Some(&session), &[("numbers", "A1 B2")]).await.text().await.unwrap();
    assert!(few.contains("article") && !few.contains("<table"));
    let many = world.form("/parcels", Some(&session), &[("numbers", "A1\nB2\nC3;D4,E5\tF6")]).await;
    let many = many.text().await.unwrap();
    assert!(many.contains("<table") && many.contains("0 of 6 numbers found"), "{many}");
}

#[rstest]
#[case::nothing(" ,; ".to_owned(), "at least one number")]
#[case::too_many((0..1001).map(|n| format!("N{n} ")).collect(), "at most 1,000")]
#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_asked_is_said_beside_the_field(
    #[case] numbers: String,
    #[case] told: &str,
) {
    let world = World::new().await;
    let guest = world.guest(Role::Merchant, "Star", &[]);
    let session = world.sign_in(&guest).await;
    let answer = world.form("/parcels", Some(&session), &[("numbers", &numbers)]).await;
    assert_eq!(answer.status(), 422);
    let page = answer.text().await.unwrap();
    assert!(page.contains(told) && page.contains("aria-invalid"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_holds_the_same_answers() {
    let world = World::new().await;
    let guest = world.guest(Role::Merchant, "Star", &[]);
    world
        .hand_in(&guest, "a.csv", &manifest(&[&[("lrn", "LGG-26-1"), ("house_document", "=1+1")]]))
        .await;
    world.says("LGG-26-1", MessageKind::Released);
    let session = world.sign_in(&guest).await;
    let fields = [("numbers", "LGG-26-1\nunknown"), ("lang", "nl")];
    let answer = world.form("/parcels/export", Some(&session), &fields).await;
    assert!(answer.headers()["content-disposition"].to_str().unwrap().contains("attachment"));
    let file = answer.text().await.unwrap();
    let lines: Vec<&str> = file.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("\u{feff}\"Nummer\";\"Stap\""), "{}", lines[0]);
    assert!(lines[1].starts_with("\"LGG-26-1\";\"Vrijgegeven\""), "{}", lines[1]);
    assert!(lines[1].contains("\"'=1+1\""), "{}", lines[1]);
    assert!(lines[2].contains("niets bekend"), "{}", lines[2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn style_and_script_are_kept_by_browsers() {
    let world = World::new().await;
    let page = world.page("/parcels/sign-in", None, "en").await.text().await.unwrap();
    let links = page.split(['"']).filter(|part| part.starts_with("/parcels/assets/"));
    let links: Vec<&str> = links.collect();
    assert_eq!(links.len(), 3);
    for link in links {
        let answer = world.page(link, None, "en").await;
        assert!(
            answer.headers()["cache-control"].to_str().unwrap().contains("immutable"),
            "{link}"
        );
    }
}
