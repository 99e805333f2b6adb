# What Emscripten's projects link: Weft itself, and two drop-ins made of its switch alone, weft-fiber
# (<emscripten/fiber.h>) and weft-libco (libco.h).

# What switches is optimised in any build: it must have no frame on the C stack. Asyncify's own checks, which
# Emscripten asks for in builds with assertions, know only switches that JavaScript makes.
set(weft_switch_options $<$<CONFIG:Debug>:-O1>)
set(weft_link_options -sASYNCIFY -sBINARYEN_EXTRA_PASSES=--pass-arg=asyncify-asserts@)

target_compile_definitions(weft PRIVATE WEFT_EMCC)
target_compile_options(weft PRIVATE ${weft_switch_options})
target_link_options(weft INTERFACE ${weft_link_options})

add_library(weft-fiber STATIC src/fibers/fiber.c)
add_library(weft-libco STATIC src/fibers/libco.c)
foreach(name fiber libco)
  set(library weft-${name})
  add_library(weft::${name} ALIAS ${library})
  set_target_properties(${library} PROPERTIES EXPORT_NAME ${name})
  target_sources(${library} PRIVATE src/fibers/swap.c src/context/emcc.c)
  target_include_directories(${library}
    PRIVATE ${PROJECT_SOURCE_DIR}/src
    INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(${library} PUBLIC c_std_11)
  target_compile_options(${library} PRIVATE ${weft_switch_options})
  target_link_options(${library} INTERFACE ${weft_link_options})
  weft_apply_options(${library})
endforeach()
target_include_directories(weft-libco INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src/fibers>)
set(weft_drop_ins weft-fiber weft-libco)
