;; JavaScript Promise Integration: each call of `wait` suspends the stack, from `run` itself or from so many calls below it.
(module
  (import "peer" "wait" (func $wait))
  (func $loop (param $count i32)
    (loop $again
      (call $wait)
      (br_if $again (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))
  (func $nested (param $count i32) (param $depth i32)
    (if (i32.gt_s (local.get $depth) (i32.const 1))
      (then (call $nested (local.get $count) (i32.sub (local.get $depth) (i32.const 1))))
      (else (call $loop (local.get $count)))))
  (func (export "run") (param $count i32) (param $depth i32)
    (call $nested (local.get $count) (local.get $depth))))
