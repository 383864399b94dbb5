//! Arithmetic of the VM against arithmetic known to be right: `i128`, `num-bigint`, and the laws of floor division.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::ToPrimitive;
use proptest::prelude::*;

use racecourse::code::instr::BinOp;
use racecourse::vm::heap::{Heap, Settings};
use racecourse::vm::native::Esc;
use racecourse::vm::ops;
use racecourse::vm::types::{float, int};
use racecourse::vm::value::Value;

fn heap() -> Heap {
    Heap::new(&[], Settings::default())
}

/// Integers near the edges of 64 bits, small ones, and ones far beyond.
fn integer() -> impl Strategy<Value = BigInt> {
    prop_oneof![
        any::<i64>().prop_map(BigInt::from),
        (-20_i64..20).prop_map(BigInt::from),
        (-3_i64..3).prop_map(|d| BigInt::from(i64::MAX) + d),
        (-3_i64..3).prop_map(|d| BigInt::from(i64::MIN) + d),
        (any::<i128>(), 0_u32..200).prop_map(|(x, shift)| BigInt::from(x) << shift),
    ]
}

fn result(h: &mut Heap, op: BinOp, a: &BigInt, b: &BigInt) -> Option<BigInt> {
    let (x, y) = (h.new_int(a.clone()), h.new_int(b.clone()));
    match ops::binary(h, op, x, y) {
        Ok(value) => int::big(h, value).map(|big| big.into_owned()),
        Err(Esc::Raise(_)) => None,
        Err(other) => panic!("{other:?}"),
    }
}

proptest! {
    #[test]
    fn integers_calculate_as_big_ones_do(a in integer(), b in integer()) {
        let h = &mut heap();
        prop_assert_eq!(result(h, BinOp::Add, &a, &b), Some(&a + &b));
        prop_assert_eq!(result(h, BinOp::Sub, &a, &b), Some(&a - &b));
        prop_assert_eq!(result(h, BinOp::Mul, &a, &b), Some(&a * &b));
        prop_assert_eq!(result(h, BinOp::And, &a, &b), Some(&a & &b));
        prop_assert_eq!(result(h, BinOp::Or, &a, &b), Some(&a | &b));
        prop_assert_eq!(result(h, BinOp::Xor, &a, &b), Some(&a ^ &b));
        let zero = b == BigInt::ZERO;
        prop_assert_eq!(result(h, BinOp::FloorDiv, &a, &b), (!zero).then(|| a.div_floor(&b)));
        prop_assert_eq!(result(h, BinOp::Mod, &a, &b), (!zero).then(|| a.mod_floor(&b)));
    }

    #[test]
    fn small_results_are_small_values(a in any::<i64>(), b in any::<i64>()) {
        let h = &mut heap();
        for (op, exact) in [
            (BinOp::Add, i128::from(a) + i128::from(b)),
            (BinOp::Sub, i128::from(a) - i128::from(b)),
            (BinOp::Mul, i128::from(a) * i128::from(b)),
        ] {
            let value = ops::binary(h, op, Value::Int(a), Value::Int(b)).expect("no error");
            match i64::try_from(exact) {
                Ok(small) => prop_assert!(matches!(value, Value::Int(found) if found == small)),
                Err(_) => prop_assert_eq!(int::big(h, value).and_then(|big| big.to_i128()), Some(exact)),
            }
        }
    }

    #[test]
    fn shifts_multiply_and_divide_by_powers_of_two(a in integer(), count in 0_u32..300) {
        let h = &mut heap();
        let power = BigInt::from(1) << count;
        prop_assert_eq!(result(h, BinOp::LShift, &a, &BigInt::from(count)), Some(&a * &power));
        prop_assert_eq!(result(h, BinOp::RShift, &a, &BigInt::from(count)), Some(a.div_floor(&power)));
        prop_assert_eq!(result(h, BinOp::LShift, &a, &BigInt::from(-1)), None);
    }

    #[test]
    fn powers_are_repeated_products(a in -50_i64..50, n in 0_u32..40) {
        let h = &mut heap();
        let product = (0..n).fold(BigInt::from(1), |product, _| product * a);
        prop_assert_eq!(result(h, BinOp::Pow, &BigInt::from(a), &BigInt::from(n)), Some(product));
    }

    #[test]
    fn quotients_are_the_nearest_floats(a in any::<i64>(), b in 1_i64..i64::MAX) {
        let h = &mut heap();
        let quotient = match ops::binary(h, BinOp::Div, Value::Int(a), Value::Int(b)) {
            Ok(Value::Float(quotient)) => quotient,
            other => return Err(TestCaseError::fail(format!("{other:?}"))),
        };
        // |a - quotient * b| is exact in rationals; no neighbour of the quotient may be nearer.
        let distance = |x: f64| {
            let (mantissa, exponent) = float::decode(x);
            let value = BigInt::from(mantissa) * if x < 0.0 { -1 } else { 1 };
            let scale = BigInt::from(1) << (-exponent).max(0) as u64;
            let value = value << exponent.max(0) as u64;
            let difference: BigInt = BigInt::from(a) * &scale - value * b;
            difference.magnitude().clone() << (1100 + exponent.min(0)) as u64
        };
        for neighbour in [quotient.next_up(), quotient.next_down()] {
            prop_assert!(distance(quotient) <= distance(neighbour));
        }
    }

    #[test]
    fn float_floor_division_and_remainder_belong_together(a in -1e9_f64..1e9, b in prop_oneof![-1e3..-1e-3, 1e-3..1e3]) {
        let h = &mut heap();
        let value = |h: &mut Heap, op| match ops::binary(h, op, Value::Float(a), Value::Float(b)) {
            Ok(Value::Float(x)) => x,
            other => panic!("{other:?}"),
        };
        let (quotient, rest) = (value(h, BinOp::FloorDiv), value(h, BinOp::Mod));
        prop_assert_eq!(quotient, quotient.floor());
        prop_assert!(rest == 0.0 || (rest < 0.0) == (b < 0.0));
        prop_assert!(rest.abs() <= b.abs());
    }

    #[test]
    fn equal_numbers_have_equal_hashes(a in integer()) {
        let h = &mut heap();
        let exact = a.to_f64().filter(|x| x.is_finite());
        let value = h.new_int(a);
        if let Ok(nearest) = float::from_int(h, value) {
            prop_assert_eq!(Some(nearest), exact, "rounding as num-bigint does");
            let Ok(back) = float::to_int(h, nearest) else { return Ok(()) };
            prop_assert_eq!(int::hash(h, back), float::hash(nearest));
        }
    }

    #[test]
    fn rounding_to_digits_is_the_nearest(x in -1e6_f64..1e6, digits in 0_i64..6) {
        let rounded = float::rounded(x, digits);
        let unit = 10_f64.powi(-(digits as i32));
        prop_assert!((rounded - x).abs() <= unit / 2.0 * (1.0 + 1e-9));
        prop_assert_eq!(float::rounded(rounded, digits), rounded, "rounding twice changes nothing");
    }

    #[test]
    fn texts_of_floats_read_back(bits in any::<u64>()) {
        let x = f64::from_bits(bits);
        let text = float::repr(x);
        let back = float::parse(&text).expect("a float");
        prop_assert!(back.to_bits() == bits || x.is_nan());
    }

    #[test]
    fn any_text_is_an_integer_or_is_not(text in "[ +-]?[0-9_xobA-Fa-f]{0,12} ?", base in prop_oneof![Just(0_u32), 2_u32..37]) {
        // It must not panic, and what it reads it reads again from its own text.
        if let Ok(value) = racecourse::vm::types::int_text::parse(&text, base, 4300) {
            let again = racecourse::vm::types::int_text::parse(&value.to_string(), 10, 4300);
            prop_assert_eq!(again, Ok(value));
        }
    }
}
