//! Who says so in Korean: 某 교수는 “…”라고 말했다, 某 통신에 따르면.
//!
//! Modestly: only names with a title or a body's ending beside them at least once in the article, since nothing
//! else tells a name from a noun. The subject is the nearest word with a subject's particle, outside the quotation.

use std::sync::LazyLock;

use super::table::Words;
use super::{Finder, Place, Subject};
use crate::text::Span;

/// Bytes before a verb within which its subject must stand.
const REACH: usize = 1_200;

pub(super) const CUES: &[(&str, Finder)] = &[(SAYING, speaker), (CITING, cited)];

const SAYING: &str = "\
    말했다 말했습니다 말하며 말하고 말했으며 밝혔다 밝혔습니다 밝히며 밝혔으며 전했다 전했습니다 주장했 \
    강조했 설명했 지적했 덧붙였 보도했 발표했 비판했 경고했 촉구했 언급했 평가했 답했 내다봤 분석했 반박했 \
    시사했 토로했 전망했 호소했 부인했 우려했 항의했 약속했 증언했 당부했 요구했 반발했 다고_했다 라고_했다 \
    ”고_했다 \"고_했다";

const CITING: &str = "\
    에_따르면 에_의하면 에따르면";

pub(super) const IDLE: &str = "\
    보도에_따르면 이에_따르면 조사에_따르면 자료에_따르면 통계에_따르면 발표에_따르면 결과에_따르면 \
    보고서에_따르면 소문에_따르면 계획에_따르면 법에_따르면";

static TITLES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "대통령 총리 부총리 장관 국무장관 외교장관 외무장관 국방장관 차관 교수 명예교수 대변인 연구원 \
         선임연구원 연구위원 소장 대표 위원 위원장 의원 상원의원 하원의원 센터장 기자 국장 실장 사령관 \
         사무총장 총장 특사 대사 시장 지사 도지사 변호사 박사 원장 회장 사장 씨 감독 선수 총재 의장 주석 \
         팀장 이사 이사장 애널리스트 관장 교장 기장 선장 역장 과장 부장 단장 서장 청장 처장 구청장 군수 조합장 \
         지점장 점장 반장 작가 셰프 예보관 연구관 조사관 목사 신부 스님 검사 판사 경감 경정 어촌계장 이장 통장 \
         대표이사 본부장 사무국장 총무 큐레이터 코치 간호사 의사 교사",
    )
});

static BODY_ENDS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "외교부 국방부 국무부 외무부 통일부 법무부 재무부 교육부 환경부 정부 통신 신문 일보 방송 백악관 \
         위원회 은행 대학교 대학 연구소 연구원 경찰 경찰청 검찰 법원 청와대 대통령실 기상청 국세청 당국 당 \
         협회 재단 유엔 로이터 타임스 포스트 저널 연합뉴스 뉴스 국회 의회 혁명수비대 측 군 CNN BBC AP AFP \
         NHK 시청 구청 공사",
    )
});

static VAGUE: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "관계자 전문가 소식통 당국자 고위당국자 분석가 외신 언론 누리꾼 시민 주민 관리 목격자 \
         업계 일각 학계 담당자 상인 어민 농민 학부모 직원 승객 관람객 관광객 유족 환자 이웃",
    )
});

/// Common nouns that speak for a body by themselves, and posts that are too short to be looked for within words.
static COMMON_BODIES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "회사 철도회사 버스회사 항공사 업체 운영사 제조사 병원 학교 시의회 도의회 구의회 군의회 항만공사 노조 조합 협의회 \
         소방서 소방당국 교육청 구청 시청 도청 군청 경찰 검찰 법원 당국 정부 주최 지자체 도서관 박물관 미술관",
    )
});

/// What may stand before somebody without a name, and is said with it: 시 관계자.
static EMPLOYERS: LazyLock<Words> = LazyLock::new(|| {
    Words::of("시 도 구 군 회사 업체 병원 학교 현지 정부 경찰 검찰 조합 노조 구청 시청 업계")
});

static COUNTRIES: LazyLock<Words> = LazyLock::new(|| {
    Words::of("미국 중국 일본 북한 한국 이란 이스라엘 러시아 우크라이나 영국 프랑스 독일 인도")
});

/// Particles of a subject, the longest first.
const PARTICLES: [&str; 6] = ["께서는", "께서", "은", "는", "이", "가"];

/// How words end that are no names.
const PARTICLES_AND_ENDINGS: [&str; 13] =
    ["의", "은", "는", "을", "를", "에서", "에게", "으로", "한", "된", "하는", "전", "위해"];

/// Family names by which a personal name of three syllables begins.
const SURNAMES: &str = "\
     \
    김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용";

/// The nearest word with a subject's particle that names somebody.
fn speaker(place: Place) -> Subject {
    let before = place.before();
    let floor = before.ceil_char_boundary(before.len().saturating_sub(REACH));
    let words = words_outside_quotations(place.text, place.sentence.start + floor, place.cue.start);
    let with_particle = |at: usize| {
        let word = words.get(at)?.of(place.text);
        let particle =
            PARTICLES.iter().find(|particle| word.ends_with(**particle) && word.len() > particle.len())?;
        Some((at, *particle, Span::new(words[at].start, words[at].end - particle.len())))
    };
    let subjects = (0..words.len()).rev().filter_map(with_particle).map(|(at, particle, stem)| {
        let found = subject(place.text, &words[..at], stem);
        // In 주민이 떠났다고 말했다 the noun is the subject of what is said: without a name only the topic speaks, or what
        // stands before the quotation or the verb.
        let next = words.get(at + 1).map(|next| next.of(place.text));
        let is_set_off = next.is_none_or(str::is_empty);
        match found {
            Subject::Body(name)
                if matches!(particle, "이" | "가") && !is_set_off && is_vague(name.of(place.text)) =>
            {
                Subject::Nobody
            }
            // 감독이 이끄는 팀은: the subject of a clause within a noun's phrase.
            _ if matches!(particle, "이" | "가")
                && next.is_some_and(|next| next.ends_with(['는', '던']))
                && with_particle(at + 2).is_some() =>
            {
                Subject::Nobody
            }
            found => found,
        }
    });
    Subject::surest(subjects)
}

/// Who stands right before 에 따르면.
fn cited(place: Place) -> Subject {
    let before = place.before();
    let floor = before.ceil_char_boundary(before.len().saturating_sub(REACH));
    let words = words_outside_quotations(place.text, place.sentence.start + floor, place.cue.start);
    match words.split_last() {
        Some((last, earlier)) if last.end == place.cue.start => subject(place.text, earlier, *last),
        _ => Subject::Nobody,
    }
}

/// The words between `start` and `end`, a comma or a quotation as an empty word.
fn words_outside_quotations(text: &str, start: usize, end: usize) -> Vec<Span> {
    let mut words = Vec::new();
    let mut open = false;
    let mut word = start;
    for (at, character) in text[start..end].char_indices().map(|(at, c)| (start + at, c)) {
        let opens = matches!(character, '“' | '‘' | '「') || character == '"' && !open;
        let closes = matches!(character, '”' | '’' | '」') || character == '"' && open;
        if opens || closes || character.is_whitespace() || matches!(character, ',' | '(' | ')') {
            if !open && word < at {
                words.push(Span::new(word, at));
            }
            if !character.is_whitespace() {
                words.push(Span::new(at, at));
            }
            word = at + character.len_utf8();
        }
        open = opens || open && !closes;
    }
    if word < end && !open {
        words.push(Span::new(word, end));
    }
    words
}

/// Whom `stem` names, the last word of a phrase that `earlier` begins.
fn subject(text: &str, earlier: &[Span], stem: Span) -> Subject {
    let word = stem.of(text);
    if matches!(word, "그" | "그녀") {
        return Subject::Pronoun;
    }
    if without_name(word) {
        let employer = earlier.last().filter(|last| {
            EMPLOYERS.contains(last.of(text))
                && &text[last.end..stem.start] == " "
                && VAGUE.at_end(single(word)).is_some()
        });
        return Subject::Body(Span::new(employer.map_or(stem.start, |employer| employer.start), stem.end));
    }
    if word == "측" {
        // 박물관 측: the side is whose word stands before it.
        let whose = earlier
            .last()
            .filter(|last| BODY_ENDS.at_end(last.of(text)).is_some() || without_name(last.of(text)));
        return whose.map_or(Subject::Nobody, |whose| Subject::Body(Span::new(whose.start, stem.end)));
    }
    if BODY_ENDS.at_end(word).is_some() && TITLES.at_end(word).is_none() {
        return Subject::Body(stem);
    }
    if let Some(bytes) = TITLES.at_end(word) {
        return titled(text, earlier, stem, bytes);
    }
    let latin = word.chars().all(|c| c.is_ascii_uppercase())
        && word.len() > 1
        && !matches!(word, "CEO" | "CTO" | "CFO" | "AI");
    if COUNTRIES.contains(word) || latin {
        Subject::Body(stem)
    } else {
        // Nothing but a title elsewhere tells a bare name from a noun.
        Subject::Doubtful(stem)
    }
}

/// Whom a title names: the one or two words before it, or else the post itself.
fn titled(text: &str, earlier: &[Span], title: Span, bytes: usize) -> Subject {
    if title.len() > bytes && is_korean_name(&title.of(text)[..title.len() - bytes]) {
        return Subject::Person(Span::new(title.start, title.end - bytes));
    }
    if let Some(surname) = earlier.last().filter(|last| last.of(text).chars().count() == 1)
        && SURNAMES.contains(surname.of(text))
    {
        // 홍 회장: a family name alone is not how anybody is named.
        return Subject::Body(Span::new(surname.start, title.end));
    }
    if let [.., person, body] = earlier
        && is_korean_name(person.of(text))
        && BODY_ENDS.at_end(body.of(text)).is_some()
    {
        return Subject::Person(*person);
    }
    let Some(last) = earlier.last().filter(|last| is_part_of_name(last.of(text))) else {
        let is_post = title.of(text).chars().count() > 2 || title.len() == bytes && title.of(text) != "씨";
        return if is_post { Subject::Body(title) } else { Subject::Nobody };
    };
    let first = match earlier.len().checked_sub(2).map(|at| &earlier[at]) {
        Some(before) if !is_korean_name(last.of(text)) && is_part_of_name(before.of(text)) => before,
        _ => last,
    };
    Subject::Person(Span::new(first.start, last.end))
}

/// Whether `word` before a title may be part of a person's name: no body, post or country, and without a particle.
fn is_part_of_name(word: &str) -> bool {
    let is_hangul = !word.is_empty() && word.chars().all(|c| ('가'..='힣').contains(&c));
    let is_other = [&*BODY_ENDS, &*TITLES, &*VAGUE].iter().any(|words| words.at_end(word).is_some())
        || COUNTRIES.contains(word)
        || PARTICLES_AND_ENDINGS.iter().any(|end| word.ends_with(end));
    is_korean_name(word) || is_hangul && !is_other && word.chars().count() <= 6
}

/// Whether `word` is a personal name of three syllables.
fn is_korean_name(word: &str) -> bool {
    word.chars().count() == 3
        && word.chars().next().is_some_and(|first| SURNAMES.contains(first))
        && word.chars().all(|c| ('가'..='힣').contains(&c))
}

/// Whether nobody in particular speaks under this name.
pub(super) fn is_vague(name: &str) -> bool {
    without_name(name) || TITLES.contains(name)
}

/// Whether `word` is somebody, or some people, without a name: 주민들, 시의회.
fn without_name(word: &str) -> bool {
    VAGUE.at_end(single(word)).is_some() || COMMON_BODIES.contains(single(word))
}

/// The word without the ending of the plural.
fn single(word: &str) -> &str {
    word.strip_suffix('들').unwrap_or(word)
}
