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

foreach(level 0 1 2 3 s)
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
    DEPENDS ${objects} weft cmocka $<TARGET_OBJECTS:${objects}>
    COMMAND_EXPAND_LISTS VERBATIM)
  add_custom_target(link_O${level} ALL DEPENDS ${program})
  add_test(NAME c/wasm-O${level} COMMAND ${WEFT_NODE} ${node_flags} ${javascript}/run.js ${program})
  set_tests_properties(c/wasm-O${level} PROPERTIES TIMEOUT 300)
endforeach()
