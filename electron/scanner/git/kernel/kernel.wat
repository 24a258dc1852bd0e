;; The two inner loops of the pack reader. `build-kernel.mjs` beside it turns this text into kernel-binary.ts.
;; Every address is checked by the code below or traps in the engine's own bounds check; nothing here can leave the memory.
(module
  (memory (export "memory") 32 16384)

  ;; Applies the instructions d..d_end (behind the two sizes) to the base, and gathers what is new.
  ;; New are the inserted bytes and `margin` bytes on both sides of every place where two pieces meet: what can hold an
  ;; anchor that the base did not hold. They are copied to `win`, neighbouring ranges parted by a line feed.
  ;; Returns the bytes gathered, -1 for a malformed delta, -2 where they do not fit into win_cap (the output is whole).
  (func (export "apply")
    (param $d i32) (param $d_end i32) (param $base i32) (param $base_len i32)
    (param $out i32) (param $out_len i32) (param $win i32) (param $win_cap i32) (param $margin i32)
    (result i32)
    (local $op i32) (local $from i32) (local $n i32) (local $p i32)
    (local $ps i32) (local $pe i32) (local $wn i32) (local $s i32) (local $e i32) (local $len i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $d) (local.get $d_end)))
        (local.set $op (i32.load8_u (local.get $d)))
        (local.set $d (i32.add (local.get $d) (i32.const 1)))
        (if (i32.and (local.get $op) (i32.const 0x80))
          (then
            (local.set $from (i32.const 0))
            (local.set $n (i32.const 0))
            (if (i32.and (local.get $op) (i32.const 0x01)) (then
              (local.set $from (i32.load8_u (local.get $d)))
              (local.set $d (i32.add (local.get $d) (i32.const 1)))))
            (if (i32.and (local.get $op) (i32.const 0x02)) (then
              (local.set $from (i32.or (local.get $from) (i32.shl (i32.load8_u (local.get $d)) (i32.const 8))))
              (local.set $d (i32.add (local.get $d) (i32.const 1)))))
            (if (i32.and (local.get $op) (i32.const 0x04)) (then
              (local.set $from (i32.or (local.get $from) (i32.shl (i32.load8_u (local.get $d)) (i32.const 16))))
              (local.set $d (i32.add (local.get $d) (i32.const 1)))))
            (if (i32.and (local.get $op) (i32.const 0x08)) (then
              (local.set $from (i32.or (local.get $from) (i32.shl (i32.load8_u (local.get $d)) (i32.const 24))))
              (local.set $d (i32.add (local.get $d) (i32.const 1)))))
            (if (i32.and (local.get $op) (i32.const 0x10)) (then
              (local.set $n (i32.load8_u (local.get $d)))
              (local.set $d (i32.add (local.get $d) (i32.const 1)))))
            (if (i32.and (local.get $op) (i32.const 0x20)) (then
              (local.set $n (i32.or (local.get $n) (i32.shl (i32.load8_u (local.get $d)) (i32.const 8))))
              (local.set $d (i32.add (local.get $d) (i32.const 1)))))
            (if (i32.and (local.get $op) (i32.const 0x40)) (then
              (local.set $n (i32.or (local.get $n) (i32.shl (i32.load8_u (local.get $d)) (i32.const 16))))
              (local.set $d (i32.add (local.get $d) (i32.const 1)))))
            (if (i32.eqz (local.get $n)) (then (local.set $n (i32.const 0x10000))))
            (if (i32.gt_u (local.get $d) (local.get $d_end)) (then (return (i32.const -1))))
            (if (i32.gt_u (local.get $from) (local.get $base_len)) (then (return (i32.const -1))))
            (if (i32.gt_u (local.get $n) (i32.sub (local.get $base_len) (local.get $from))) (then (return (i32.const -1))))
            (if (i32.gt_u (local.get $n) (i32.sub (local.get $out_len) (local.get $p))) (then (return (i32.const -1))))
            (memory.copy (i32.add (local.get $out) (local.get $p)) (i32.add (local.get $base) (local.get $from)) (local.get $n))
            (local.set $e (i32.add (local.get $p) (local.get $margin))))
          (else
            (if (i32.eqz (local.get $op)) (then (return (i32.const -1))))
            (local.set $n (local.get $op))
            (if (i32.gt_u (local.get $n) (i32.sub (local.get $d_end) (local.get $d))) (then (return (i32.const -1))))
            (if (i32.gt_u (local.get $n) (i32.sub (local.get $out_len) (local.get $p))) (then (return (i32.const -1))))
            (memory.copy (i32.add (local.get $out) (local.get $p)) (local.get $d) (local.get $n))
            (local.set $d (i32.add (local.get $d) (local.get $n)))
            (local.set $e (i32.add (i32.add (local.get $p) (local.get $n)) (local.get $margin)))))
        ;; The range that is new because of this instruction is s..e.
        (local.set $s (select (i32.sub (local.get $p) (local.get $margin)) (i32.const 0)
          (i32.gt_u (local.get $p) (local.get $margin))))
        (local.set $p (i32.add (local.get $p) (local.get $n)))
        (if (i32.le_u (local.get $s) (local.get $pe))
          (then
            (if (i32.gt_u (local.get $e) (local.get $pe)) (then (local.set $pe (local.get $e)))))
          (else
            (if (i32.ge_s (local.get $wn) (i32.const 0)) (then
              (local.set $len (i32.sub (local.get $pe) (local.get $ps)))
              (if (i32.ge_u (i32.add (local.get $wn) (local.get $len)) (local.get $win_cap))
                (then (local.set $wn (i32.const -2)))
                (else
                  (memory.copy (i32.add (local.get $win) (local.get $wn)) (i32.add (local.get $out) (local.get $ps)) (local.get $len))
                  (local.set $wn (i32.add (local.get $wn) (local.get $len)))
                  (i32.store8 (i32.add (local.get $win) (local.get $wn)) (i32.const 10))
                  (local.set $wn (i32.add (local.get $wn) (i32.const 1)))))))
            (local.set $ps (local.get $s))
            (local.set $pe (local.get $e))))
        (br $next)))
    (if (i32.ne (local.get $p) (local.get $out_len)) (then (return (i32.const -1))))
    (if (i32.lt_s (local.get $wn) (i32.const 0)) (then (return (local.get $wn))))
    (if (i32.gt_u (local.get $pe) (local.get $out_len)) (then (local.set $pe (local.get $out_len))))
    (if (i32.gt_u (local.get $pe) (local.get $ps)) (then
      (local.set $len (i32.sub (local.get $pe) (local.get $ps)))
      (if (i32.ge_u (i32.add (local.get $wn) (local.get $len)) (local.get $win_cap)) (then (return (i32.const -2))))
      (memory.copy (i32.add (local.get $win) (local.get $wn)) (i32.add (local.get $out) (local.get $ps)) (local.get $len))
      (local.set $wn (i32.add (local.get $wn) (local.get $len)))))
    (local.get $wn))

  ;; The next entry at or behind `at` in the tree at..end whose id may be wanted: bit (first four bytes of the id) mod 2^19
  ;; of `filter` is set. Returns the address of the entry, or 0 at the end, or -1 where the tree is malformed.
  (func (export "find")
    (param $at i32) (param $end i32) (param $id_len i32) (param $filter i32) (result i32)
    (local $entry i32) (local $h i32)
    (loop $next
      (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const 0))))
      (local.set $entry (local.get $at))
      (block $named
        (loop $name
          (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const -1))))
          (br_if $named (i32.eqz (i32.load8_u (local.get $at))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $name)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (if (i32.gt_u (local.get $id_len) (i32.sub (local.get $end) (local.get $at))) (then (return (i32.const -1))))
      (local.set $h (i32.and (i32.load (local.get $at)) (i32.const 0x7ffff)))
      (local.set $at (i32.add (local.get $at) (local.get $id_len)))
      (br_if $next (i32.eqz (i32.and
        (i32.load8_u (i32.add (local.get $filter) (i32.shr_u (local.get $h) (i32.const 3))))
        (i32.shl (i32.const 1) (i32.and (local.get $h) (i32.const 7)))))))
    (local.get $entry))

  ;; The next entry at or behind `at` in the tree at..end whose id is not in its slot of `seen`: 2^16 slots, each with the
  ;; first eight bytes of an id, found by the first two. Returns the address of the entry, 0 at the end, -1 where the tree is
  ;; malformed.
  (func (export "unseen")
    (param $at i32) (param $end i32) (param $id_len i32) (param $seen i32) (result i32)
    (local $entry i32) (local $same i32)
    (loop $next
      (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const 0))))
      (local.set $entry (local.get $at))
      (block $named
        (loop $name
          (if (i32.ge_u (local.get $at) (local.get $end)) (then (return (i32.const -1))))
          (br_if $named (i32.eqz (i32.load8_u (local.get $at))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $name)))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (if (i32.gt_u (local.get $id_len) (i32.sub (local.get $end) (local.get $at))) (then (return (i32.const -1))))
      (local.set $same (i64.eq
        (i64.load (local.get $at))
        (i64.load (i32.add (local.get $seen) (i32.shl (i32.load16_u (local.get $at)) (i32.const 3))))))
      (local.set $at (i32.add (local.get $at) (local.get $id_len)))
      (br_if $next (local.get $same)))
    (local.get $entry))

  ;; Of bytes cut out of a tree: the next place at or behind `at` where an id may stand (behind a zero, and before the end or
  ;; the first digit of a mode) that is not in its slot of `seen`. Returns its address, or 0.
  (func (export "unseenPiece")
    (param $at i32) (param $end i32) (param $id_len i32) (param $seen i32) (result i32)
    (local $last i32) (local $next i32)
    (local.set $last (i32.sub (local.get $end) (local.get $id_len)))
    (loop $byte
      (if (i32.ge_s (local.get $at) (local.get $last)) (then (return (i32.const 0))))
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $byte (i32.load8_u (i32.sub (local.get $at) (i32.const 1))))
      (if (i32.lt_s (local.get $at) (local.get $last)) (then
        (local.set $next (i32.load8_u (i32.add (local.get $at) (local.get $id_len))))
        (br_if $byte (i32.and
          (i32.ne (local.get $next) (i32.const 0x31))
          (i32.ne (local.get $next) (i32.const 0x34))))))
      (br_if $byte (i64.eq
        (i64.load (local.get $at))
        (i64.load (i32.add (local.get $seen) (i32.shl (i32.load16_u (local.get $at)) (i32.const 3)))))))
    (local.get $at))
)
