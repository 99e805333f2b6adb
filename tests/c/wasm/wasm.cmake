# The same tests as one WebAssembly program per optimisation level, core included, run by the page's own
# runtime in Node. build/js must be there: the code that links and runs them.

set(javascript ${PROJECT_SOURCE_DIR}/build/js/tests/c/wasm)
find_program(WEFT_NODE node REQUIRED)

# These need a process to fork, the real clock, a native stack or linker.
list(REMOVE_ITEM areas cycle_test.c deadlock_test.c ending_test.c fault_test.c fetch_restricted_test.c
     fetch_test.c open_scope_test.c packed_test.c real_clock_test.c stdin_test.c steady_test.c threads_test.c)
# What lies near a switch is tested at every level, the rest at the library's own.
set(near_a_switch
  tasks_test.c join_test.c generator_test.c stack_test.c cancel_test.c timeout_test.c select_test.c)

target_include_directories(cmocka BEFORE PUBLIC wasm)

# Of the core, what lies near a switch is compiled at each level too; the rest is the library's.
set(switching
  src/context/${weft_context}.c src/context/coroutine.c src/calls/generator.c src/core/sched.c src/core/task.c
  src/core/wait.c src/calls/yield.c)
list(TRANSFORM switching PREPEND ${PROJECT_SOURCE_DIR}/)

if(weft_context STREQUAL continuations)
  set(switching_kind native)
  set(node_flags --experimental-wasm-wasmfx)
else()
  set(switching_kind asyncify)
endif()

file(GLOB_RECURSE toolchain CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/web/toolchain/*.ts)

set(levels 0 1 2 3 s z)
foreach(level ${levels})
  set(chosen ${near_a_switch})
  if(level STREQUAL 2)
    set(chosen ${areas})
  endif()
  set(objects tests_O${level})
  add_library(${objects} OBJECT ${switching} testing.c ${chosen})
  target_link_libraries(${objects} PRIVATE cmocka::cmocka)
  target_include_directories(${objects} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_compile_options(${objects} PRIVATE -O${level})
  set(program ${CMAKE_CURRENT_BINARY_DIR}/tests_O${level}.wasm)
  add_custom_command(OUTPUT ${program}
    COMMAND ${WEFT_NODE} ${javascript}/link.js ${program} ${level} ${switching_kind}
      $<TARGET_OBJECTS:${objects}> $<TARGET_FILE:weft> $<TARGET_FILE:cmocka>
    DEPENDS ${objects} weft cmocka $<TARGET_OBJECTS:${objects}> ${toolchain}
    COMMAND_EXPAND_LISTS VERBATIM)
  add_custom_target(link_O${level} ALL DEPENDS ${program})
  add_test(NAME c/wasm-O${level} COMMAND ${WEFT_NODE} ${node_flags} ${javascript}/run.js ${program})
  set_tests_properties(c/wasm-O${level} PROPERTIES TIMEOUT 300)
endforeach()

# Programs of the corpus that are near a switch, compiled at every level as the page compiles them. The others
# are run natively by the page's tests, and by Asyncify in many places.
if(switching_kind STREQUAL native)
  set(programs
    cancel-before-the-start-never-runs exit-inside-a-generator exit-inside-a-task generator-body-may-wait
    generator-free-closes-first generator-passed-between-tasks generator-permutations generator-sieve
    generator-that-resumes-itself-is-ebusy generator-throw-fails-the-pending-yield
    generator-yields-from-any-depth generators-nest-recursively large-stack-on-request
    libc-readers-in-several-tasks locals-survive-waits longjmp-out-of-waits
    main-returning-cuts-off-who-will-not-end many-generators-at-once prime-sieve
    smallest-stack-suffices-to-wait stack-overflow-in-a-generator-is-70 stack-overflow-of-a-task-is-70
    stack-overflow-of-main-is-70 tasks-spawn-tasks trap-is-70 waits-at-any-depth-of-calls)
  list(TRANSFORM programs PREPEND ${PROJECT_SOURCE_DIR}/tests/programs/)
  list(TRANSFORM programs APPEND .c)
  foreach(level ${levels})
    add_test(NAME programs/native-O${level}
      COMMAND ${WEFT_NODE} ${PROJECT_SOURCE_DIR}/build/js/web/cli/main.js
        check --switching native --jobs 1 -O ${level} ${programs})
    set_tests_properties(programs/native-O${level} PROPERTIES TIMEOUT 300)
  endforeach()
endif()
