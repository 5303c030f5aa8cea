//! The eight pictures.

mod ground;
mod handbag;

use super::canvas::{Canvas, Colour, PIXEL, Paint};
use super::shapes::{
    CARDBOARD, Carton, Face, ellipse, face, label, ring, round, small, this_way_up, upright,
};
use crate::random::Random;
pub(super) use ground::finish;
use handbag::handbag;

/// A closed parcel on a wooden table.
pub(super) fn parcel(canvas: &mut Canvas, random: &mut Random) {
    ground::table(canvas);
    let carton = Carton::new((270, 370), (470, 330), (230, 150));
    carton.paint(canvas, CARDBOARD);
    carton.tape(canvas);
    label(canvas, random, &carton.front.part((70, 290), (430, 920)), "LX 722 345 395 CN");
    this_way_up(canvas, &carton.front.part((640, 380), (900, 820)), [86, 60, 38]);
    this_way_up(canvas, &carton.side.part((300, 330), (720, 780)), [70, 48, 32]);
    finish(canvas);
}

/// The same parcel's label from nearby, straight on.
pub(super) fn close_label(canvas: &mut Canvas, random: &mut Random) {
    upright(0, 0, 1200, 900).paint(canvas, Paint::fade([186, 145, 99], [170, 129, 85]));
    upright(0, 60, 1200, 74).paint(canvas, Paint::flat([206, 174, 122]));
    upright(110, 180, 990, 640).paint(canvas, Paint::flat([120, 90, 58]).opacity(120));
    let paper = upright(100, 168, 990, 640);
    paper.paint(canvas, Paint::flat([248, 248, 244]));
    const INK: Colour = [34, 34, 40];
    paper.part((0, 0), (1000, 130)).paint(canvas, Paint::flat(INK));
    paper.part((30, 34), (420, 98)).write(canvas, "CUSTOMS DECLARATION", [248, 248, 244]);
    paper.part((840, 30), (970, 102)).write(canvas, "CN 23", [248, 248, 244]);
    for (row, text) in (0..).zip([
        "FROM  WENSAN ROAD 478",
        "      HANGZHOU  CN",
        "TO    A. MAES",
        "      4000 LIEGE  BE",
    ]) {
        let end = 30 + 19 * i32::try_from(text.len()).expect("short");
        paper.part((30, 170 + row * 72), (end, 212 + row * 72)).write(canvas, text, INK);
    }
    let goods = ["1 BLUETOOTH SPEAKER   48.40 USD", "1 SMART WATCH        124.00 USD"];
    paper.part((500, 160), (504, 450)).paint(canvas, Paint::flat(INK));
    for (row, text) in (0..).zip(goods) {
        paper.part((524, 176 + row * 66), (970, 206 + row * 66)).write(canvas, text, INK);
    }
    paper.part((524, 352), (790, 390)).write(canvas, "0.830 KG  CN", INK);
    paper.part((0, 470), (1000, 475)).paint(canvas, Paint::flat(INK));
    paper.part((110, 530), (890, 830)).bars(canvas, random, INK);
    paper.part((270, 865), (740, 935)).write(canvas, "LX722345395CN", INK);
}

/// A parcel on the conveyor with a crushed corner and a tear.
pub(super) fn damaged(canvas: &mut Canvas, random: &mut Random) {
    ground::conveyor(canvas);
    let carton = Carton::new((330, 330), (430, 300), (210, 130));
    carton.paint(canvas, [178, 138, 94]);
    carton.tape(canvas);
    label(canvas, random, &carton.front.part((60, 330), (420, 930)), "LGGE00300000391");
    let corner = |points: [(i32, i32); 5]| points.map(|(x, y)| (x * PIXEL, y * PIXEL));
    let crushed = corner([(650, 344), (772, 340), (870, 266), (852, 360), (742, 430)]);
    canvas.polygon(&crushed, Paint::fade([120, 88, 56], [84, 60, 38]).grain(9, 7));
    let fold = corner([(690, 352), (772, 372), (846, 318), (770, 420), (722, 396)]);
    canvas.polygon(&fold, Paint::fade([196, 156, 108], [150, 112, 74]).grain(8, 5));
    let tear = corner([(560, 520), (700, 486), (640, 540), (712, 566), (590, 560)]);
    canvas.polygon(&tear, Paint::fade([62, 44, 30], [30, 22, 16]));
    let lip = corner([(560, 520), (700, 486), (668, 506), (600, 528), (580, 526)]);
    canvas.polygon(&lip, Paint::flat([222, 196, 156]));
    finish(canvas);
}

/// The scanner's picture: paper and cloth orange, plastics green, metal blue.
pub(super) fn xray(canvas: &mut Canvas, random: &mut Random) {
    const ORGANIC: Colour = [232, 138, 44];
    const PLASTIC: Colour = [86, 168, 92];
    const METAL: Colour = [42, 84, 172];
    upright(0, 0, 1200, 900).paint(canvas, Paint::flat([250, 251, 252]));
    let walls = [(230, 190, 740, 520), (242, 202, 716, 496)];
    for (x, y, width, height) in walls {
        upright(x, y, width, height)
            .paint(canvas, Paint::fade(ORGANIC, [222, 150, 70]).opacity(64));
    }
    for (x, y) in [(300, 300), (520, 330), (735, 300)] {
        let bag = face([(x + 24, y), (x + 176, y), (x + 206, y + 300), (x - 6, y + 300)]);
        bag.paint(canvas, Paint::fade(ORGANIC, [206, 116, 34]).opacity(120));
        bag.part((60, 120), (940, 960)).paint(canvas, Paint::flat(PLASTIC).opacity(70));
        ring(canvas, (x + 100, y + 6), (64, 84), (54, 72), Paint::flat(PLASTIC).opacity(170));
        for end in [x + 40, x + 160] {
            ring(canvas, (end, y + 30), (15, 15), (8, 8), Paint::flat(METAL).opacity(220));
        }
        bag.part((420, 430), (580, 560)).paint(canvas, Paint::flat(METAL).opacity(210));
        for tooth in 0..24 {
            let at = 60 + tooth * 37;
            bag.part((at, 150), (at + 16, 172)).paint(canvas, Paint::flat(METAL).opacity(190));
        }
    }
    for staple in 0..6 {
        let y = 210 + staple * 90 + small(random, 0, 14);
        upright(234, y, 8, 26).paint(canvas, Paint::flat(METAL).opacity(200));
        upright(958, y, 8, 26).paint(canvas, Paint::flat(METAL).opacity(200));
    }
    upright(0, 0, 1200, 54).paint(canvas, Paint::flat([24, 28, 36]));
    upright(20, 16, 420, 22).write(canvas, "LANE 2  20.11.2026 08:41", [190, 226, 190]);
    upright(0, 846, 1200, 54).paint(canvas, Paint::flat([24, 28, 36]));
    upright(20, 862, 400, 22).write(canvas, "160 KV  DUAL ENERGY", [190, 226, 190]);
    for (x, colour) in [(980, ORGANIC), (1040, PLASTIC), (1100, METAL)] {
        upright(x, 858, 44, 30).paint(canvas, Paint::flat(colour));
    }
}

/// The opened parcel from above, goods in tissue paper.
pub(super) fn opened(canvas: &mut Canvas, _: &mut Random) {
    ground::bench(canvas);
    upright(300, 240, 620, 440).shadow(canvas, 120);
    let flap = Paint::fade([206, 166, 118], [184, 142, 94]).grain(7, 11);
    face([(320, 250), (880, 250), (930, 120), (268, 120)]).paint(canvas, flap);
    face([(320, 650), (880, 650), (940, 790), (262, 790)]).paint(canvas, flap);
    face([(320, 250), (320, 650), (170, 690), (176, 216)]).paint(canvas, flap);
    face([(880, 250), (880, 650), (1034, 684), (1024, 222)]).paint(canvas, flap);
    let inside = upright(320, 250, 560, 400);
    inside.paint(canvas, Paint::fade([92, 66, 42], [130, 96, 62]).grain(6, 9));
    inside
        .part((30, 60), (970, 960))
        .paint(canvas, Paint::fade([236, 232, 224], [214, 208, 198]).grain(5, 13));
    for (x, colour) in [(345, [38, 40, 46]), (522, [126, 32, 40]), (700, [46, 66, 92])] {
        handbag(canvas, (x, 330), (156, 250), colour);
    }
    face([(320, 620), (880, 604), (880, 650), (320, 650)])
        .paint(canvas, Paint::fade([242, 238, 230], [226, 220, 210]).opacity(230));
    finish(canvas);
}

/// The goods side by side on the bench, with a ruler.
pub(super) fn laid_out(canvas: &mut Canvas, _: &mut Random) {
    ground::bench(canvas);
    for (x, colour) in [(110, [40, 42, 48]), (450, [130, 34, 42]), (790, [48, 70, 98])] {
        let under = upright(x + 10, 580, 280, 60);
        under.shadow(canvas, 50);
        handbag(canvas, (x, 210), (300, 410), colour);
    }
    let ruler = upright(120, 720, 960, 74);
    ruler.shadow(canvas, 14);
    ruler.paint(canvas, Paint::fade([238, 206, 92], [222, 186, 70]));
    for mark in 0..=100 {
        let length = if mark % 10 == 0 { 520 } else { 300 };
        let x = mark * 10 - i32::from(mark == 100) * 3;
        ruler.part((x, 0), (x + 2, length)).paint(canvas, Paint::flat([40, 34, 20]));
    }
    for tens in 1..10 {
        let text = (tens * 10).to_string();
        ruler.part((tens * 100 - 14, 580), (tens * 100 + 18, 880)).write(
            canvas,
            &text,
            [40, 34, 20],
        );
    }
    finish(canvas);
}

/// A parcel on the scale: the display says more than was declared.
pub(super) fn scale(canvas: &mut Canvas, random: &mut Random) {
    ground::table(canvas);
    let plate = face([(250, 560), (860, 560), (930, 640), (180, 640)]);
    plate.shadow(canvas, 110);
    plate.paint(canvas, Paint::fade([214, 218, 222], [176, 182, 188]));
    face([(180, 640), (930, 640), (910, 780), (200, 780)])
        .paint(canvas, Paint::fade([84, 88, 94], [52, 55, 60]));
    let display = upright(430, 664, 280, 92);
    display.paint(canvas, Paint::flat([24, 30, 26]));
    display.part((30, 60), (970, 940)).paint(canvas, Paint::flat([156, 186, 138]));
    display.part((150, 220), (720, 780)).write(canvas, "1.450", [22, 34, 22]);
    display.part((770, 480), (930, 780)).write(canvas, "KG", [22, 34, 22]);
    for x in [260, 320, 800, 860] {
        ellipse(canvas, (x, 710), (18, 18), Paint::fade([150, 154, 160], [110, 114, 120]));
    }
    let carton = Carton::new((330, 330), (340, 250), (150, 96));
    carton.paint(canvas, CARDBOARD);
    carton.tape(canvas);
    label(canvas, random, &carton.front.part((80, 300), (520, 940)), "LGGE00300000224");
    finish(canvas);
}

/// A company's shipment on a pallet, cartons in three layers.
pub(super) fn pallet(canvas: &mut Canvas, random: &mut Random) {
    ground::hall(canvas);
    let wood = Paint::fade([186, 148, 98], [150, 114, 70]).grain(10, 23);
    face([(250, 800), (850, 820), (1056, 716), (470, 690)]).shadow(canvas, 60);
    face([(230, 770), (850, 786), (850, 812), (230, 796)]).paint(canvas, wood);
    face([(850, 786), (1060, 676), (1060, 700), (850, 812)])
        .paint(canvas, Paint::fade([140, 106, 66], [116, 86, 52]).grain(8, 11));
    for x in [236, 510, 790] {
        face([(x, 796), (x + 60, 798), (x + 60, 842), (x, 840)]).paint(canvas, wood);
    }
    // What shows between the layers from the side.
    face([(846, 330), (1046, 214), (1046, 690), (846, 786)])
        .paint(canvas, Paint::flat([104, 76, 46]));
    for layer in 0..3 {
        for column in 0..3 {
            let (x, y) = (238 + column * 202, 604 - layer * 158 + column * 5);
            let shade = small(random, -9, 9);
            let carton = Carton::new((x, y), (198, 158), (208, 112));
            carton.paint_without_shadow(canvas, CARDBOARD.map(|channel| channel + shade));
            carton.tape(canvas);
            label(canvas, random, &carton.front.part((90, 360), (500, 900)), "CN-7 1/57");
            this_way_up(canvas, &carton.front.part((640, 450), (880, 850)), [80, 56, 36]);
        }
    }
    wrap(canvas);
    finish(canvas);
}

/// Clear film around the load: pale diagonal gleams.
fn wrap(canvas: &mut Canvas) {
    for gleam in 0..7 {
        let x = 250 + gleam * 86;
        let film: Face = face([(x, 262), (x + 30, 262), (x + 4, 776), (x - 36, 774)]);
        film.paint(canvas, Paint::flat([250, 252, 255]).opacity(22));
    }
    let rim = round((640, 300), (6, 6));
    canvas.polygon(&rim, Paint::flat([255, 255, 255]).opacity(60));
}
