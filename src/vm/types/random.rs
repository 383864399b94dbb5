//! The generator behind `random.Random`: MT19937 (M. Matsumoto, T. Nishimura, Mersenne Twister, ACM TOMACS 1998), seeded
//! by an array of 32-bit words, so that a program gets the numbers that CPython gives for its seed.

use num_bigint::BigUint;

const N: usize = 624;
const M: usize = 397;

/// State of a generator.
#[derive(Clone, Debug, Hash)]
pub struct Mt {
    words: Vec<u32>,
    next: usize,
}

impl Default for Mt {
    fn default() -> Self {
        let mut mt = Self { words: vec![0; N], next: N };
        mt.seed(&[0]);
        mt
    }
}

impl Mt {
    /// Starts again from a key of at least one word.
    pub fn seed(&mut self, key: &[u32]) {
        self.seed_word(19_650_218);
        let words = &mut self.words;
        let mut i = 1;
        for k in 0..N.max(key.len()) {
            let mix = (words[i - 1] ^ (words[i - 1] >> 30)).wrapping_mul(1_664_525);
            let j = k % key.len();
            words[i] = (words[i] ^ mix).wrapping_add(key[j]).wrapping_add(j as u32);
            i = step(words, i);
        }
        for _ in 0..N - 1 {
            let mix = (words[i - 1] ^ (words[i - 1] >> 30)).wrapping_mul(1_566_083_941);
            words[i] = (words[i] ^ mix).wrapping_sub(i as u32);
            i = step(words, i);
        }
        words[0] = 0x8000_0000;
    }

    fn seed_word(&mut self, word: u32) {
        self.words[0] = word;
        for i in 1..N {
            let last = self.words[i - 1];
            self.words[i] = (last ^ (last >> 30)).wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        self.next = N;
    }

    /// The next 32 bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.next >= N {
            self.refill();
        }
        let mut y = self.words[self.next];
        self.next += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    fn refill(&mut self) {
        let words = &mut self.words;
        for i in 0..N {
            let y = (words[i] & 0x8000_0000) | (words[(i + 1) % N] & 0x7fff_ffff);
            let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            words[i] = words[(i + M) % N] ^ (y >> 1) ^ odd;
        }
        self.next = 0;
    }

    /// A float in `[0, 1)` of 53 bits.
    pub fn random(&mut self) -> f64 {
        let a = self.next_u32() >> 5;
        let b = self.next_u32() >> 6;
        (f64::from(a) * 67_108_864.0 + f64::from(b)) / 9_007_199_254_740_992.0
    }

    /// At most 64 bits, in the order in which CPython takes them.
    pub fn bits(&mut self, count: u32) -> u64 {
        match count {
            0 => 0,
            1..=32 => u64::from(self.next_u32() >> (32 - count)),
            _ => {
                let low = u64::from(self.next_u32());
                low | (u64::from(self.next_u32() >> (64 - count)) << 32)
            }
        }
    }

    /// Any number of bits.
    pub fn big_bits(&mut self, count: u64) -> BigUint {
        let mut words = Vec::new();
        let mut left = count;
        while left > 0 {
            let take = left.min(32) as u32;
            words.push(self.next_u32() >> (32 - take));
            left -= u64::from(take);
        }
        BigUint::new(words)
    }

    /// A number in `0..bound`, by drawing until one is small enough. `bound` is at least 1.
    pub fn below(&mut self, bound: u64) -> u64 {
        let bits = 64 - bound.leading_zeros();
        loop {
            let drawn = self.bits(bits);
            if drawn < bound {
                return drawn;
            }
        }
    }

    /// The words of the state and the position in them.
    pub fn state(&self) -> (&[u32], usize) {
        (&self.words, self.next)
    }

    /// Goes back to a state; false if it is none.
    pub fn set_state(&mut self, words: Vec<u32>, next: usize) -> bool {
        if words.len() != N || next > N {
            return false;
        }
        self.words = words;
        self.next = next;
        true
    }
}

fn step(words: &mut [u32], i: usize) -> usize {
    if i + 1 < N {
        return i + 1;
    }
    words[0] = words[N - 1];
    1
}

#[cfg(test)]
mod tests {
    use super::Mt;

    #[test]
    fn gives_the_numbers_of_the_published_generator() {
        let mut mt = Mt::default();
        mt.seed(&[0x123, 0x234, 0x345, 0x456]);
        let first: Vec<u32> = (0..5).map(|_| mt.next_u32()).collect();
        assert_eq!(first, [1_067_595_299, 955_945_823, 477_289_528, 4_107_218_783, 4_228_976_476]);
    }

    #[test]
    fn seeds_as_cpython() {
        let mut mt = Mt::default();
        mt.seed(&[42]);
        assert_eq!(mt.random(), 0.639_426_798_457_883_7);
    }
}
