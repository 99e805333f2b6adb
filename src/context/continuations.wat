;; What C cannot spell of WebAssembly's stack switching. A program imports these four functions, and puts its
;; own, which runs the context that begins, into the table `program`. web/build/continuations.mjs makes
;; web/runtime/continuations.gen.ts of this file.
(module
  (type $function (func))
  (type $continuation (cont $function))
  (tag $suspended)
  (table $program (export "program") 1 1 funcref)
  ;; By their numbers, from 1. That of one that runs is used up until it suspends.
  (table $all 1 (ref null $continuation))
  (elem declare func $run)

  ;; A continuation outlives the context that it runs, as a stack in its pool does: a new one costs the engine
  ;; a hundred times what a switch costs.
  (func $run
    (loop $next
      (call_indirect $program (type $function) (i32.const 0))
      (suspend $suspended)
      (br $next)))

  ;; Its number; -1 where the table cannot grow.
  (func (export "make") (result i32)
    (table.grow $all (cont.new $continuation (ref.func $run)) (i32.const 1)))

  ;; The one of that number is dropped wherever it stands, and there is a new one in its place.
  (func (export "replace") (param $number i32)
    (table.set $all (local.get $number) (cont.new $continuation (ref.func $run))))

  (func (export "resume") (param $number i32)
    (table.set $all (local.get $number)
      (block $suspension (result (ref $continuation))
        (resume $continuation (on $suspended $suspension) (table.get $all (local.get $number)))
        (unreachable)))) ;; $run never ends

  (func (export "suspend") (suspend $suspended)))
