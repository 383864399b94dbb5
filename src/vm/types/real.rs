//! Functions on floats that give the same bits natively and in the browser, and nearly always those of the C library
//! that CPython uses: `pxfm` rounds correctly where glibc does, `libm` follows the same algorithms elsewhere (measured
//! per function against glibc: the better of the two is taken).

/// e to the x.
pub fn exp(x: f64) -> f64 {
    pxfm::f_exp(x)
}

/// Natural logarithm.
pub fn log(x: f64) -> f64 {
    pxfm::f_log(x)
}

/// Logarithm to base 2.
pub fn log2(x: f64) -> f64 {
    pxfm::f_log2(x)
}

/// Logarithm to base 10, by the exponent and the natural logarithm of the rest, as fdlibm does.
pub fn log10(x: f64) -> f64 {
    const IVLN10: f64 = std::f64::consts::LOG10_E;
    const LOG10_2_HIGH: f64 = 0.301_029_995_663_611_77;
    const LOG10_2_LOW: f64 = 3.694_239_077_158_931e-13;
    if !x.is_normal() || x <= 0.0 {
        return libm::log10(x);
    }
    let bits = x.to_bits();
    let k = ((bits >> 52) as i64) - 1023;
    let carry = i64::from(k < 0);
    let rest = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | (((1023 - carry) as u64) << 52));
    let y = (k + carry) as f64;
    let z = y * LOG10_2_LOW + IVLN10 * log(rest);
    z + y * LOG10_2_HIGH
}

/// Sine.
pub fn sin(x: f64) -> f64 {
    pxfm::f_sin(x)
}

/// Cosine.
pub fn cos(x: f64) -> f64 {
    pxfm::f_cos(x)
}

/// Tangent.
pub fn tan(x: f64) -> f64 {
    pxfm::f_tan(x)
}

/// Arc sine.
pub fn asin(x: f64) -> f64 {
    pxfm::f_asin(x)
}

/// Arc cosine.
pub fn acos(x: f64) -> f64 {
    pxfm::f_acos(x)
}

/// Arc tangent.
pub fn atan(x: f64) -> f64 {
    pxfm::f_atan(x)
}

/// x to the y.
pub fn pow(x: f64, y: f64) -> f64 {
    if x.is_finite() && y.is_finite() && x != 0.0 && x != 1.0 {
        if x > 0.0 {
            return pxfm::f_pow(x, y);
        }
        // A negative base: only whole exponents have an answer.
        if y == y.trunc() {
            let size = pxfm::f_pow(-x, y);
            return if y.abs() < 9_007_199_254_740_992.0 && y as i64 % 2 != 0 { -size } else { size };
        }
    }
    libm::pow(x, y)
}

#[cfg(test)]
mod tests {
    #[test]
    fn agree_with_the_c_library_where_programs_look() {
        assert_eq!(super::exp(1.0), std::f64::consts::E);
        assert_eq!(super::log10(1000.0), 3.0);
        assert_eq!(super::log(10.0), std::f64::consts::LN_10);
        assert_eq!(super::pow(2.0, 0.5), std::f64::consts::SQRT_2);
        assert_eq!(super::pow(-2.0, 3.0), -8.0);
        assert!(super::pow(-8.0, 1.0 / 3.0).is_nan());
        assert_eq!(super::pow(10.0, 308.0), 1e308);
        assert_eq!(super::pow(0.0, -1.0), f64::INFINITY);
        assert_eq!(super::exp(1000.0), f64::INFINITY);
        assert_eq!(super::exp(-1000.0), 0.0);
        assert_eq!(super::sin(1e300), f64::sin(1e300));
    }
}
