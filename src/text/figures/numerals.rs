//! Numbers written with Chinese numerals.

/// The value of a numeral that is a digit.
pub(super) fn digit(character: char) -> Option<u64> {
    Some(match character {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The power of ten of a numeral that multiplies the digit before it.
pub(super) fn place(character: char) -> Option<u32> {
    Some(match character {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        _ => return None,
    })
}

/// The power of ten of a numeral that multiplies all that stands before it.
pub(super) fn scale(character: char) -> Option<u32> {
    Some(match character {
        '万' => 4,
        '亿' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// Whether a number may be written with `character`.
pub(super) fn is_numeral(character: char) -> bool {
    digit(character).is_some() || place(character).is_some() || scale(character).is_some()
}

/// The value of a run of numerals, given folded: 三百零五, 一亿二千万, 二〇二六. None where it is no number, or too great.
pub(super) fn value(run: &[char]) -> Option<u64> {
    if run.len() > 1 && run.iter().all(|&character| digit(character).is_some()) {
        return positional(run);
    }
    // 三十 of 三十万: what the next scale multiplies; and the whole sum of what scales multiplied already.
    let (mut total, mut section, mut last) = (0_u64, 0_u64, None);
    for &character in run {
        if let Some(value) = digit(character) {
            // 二三十 is no one number; a zero only fills a place.
            if last.is_some_and(|last| last > 0) && value > 0 {
                return None;
            }
            last = Some(value);
        } else if let Some(power) = place(character) {
            let value = last.take().filter(|&value| value > 0).or((power == 1).then_some(1))?;
            section = section.checked_add(value.checked_mul(10_u64.checked_pow(power)?)?)?;
        } else {
            let power = scale(character)?;
            section = section.checked_add(last.take().unwrap_or(0))?;
            // 万亿: the scale before it is multiplied as well.
            if section == 0 {
                total = Some(total).filter(|&total| total > 0)?.checked_mul(10_u64.checked_pow(power)?)?;
            } else {
                total = total.checked_add(section.checked_mul(10_u64.checked_pow(power)?)?)?;
            }
            section = 0;
        }
    }
    total.checked_add(section)?.checked_add(last.unwrap_or(0))
}

fn positional(run: &[char]) -> Option<u64> {
    run.iter().try_fold(0_u64, |value, &character| value.checked_mul(10)?.checked_add(digit(character)?))
}
