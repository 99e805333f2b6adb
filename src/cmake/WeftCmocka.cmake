# The target cmocka::cmocka: the system's, or built from its one source file where the system's is for another
# machine. Where it is missing there are no tests; a developer's build insists.

set(WEFT_CMOCKA_SOURCE "" CACHE PATH "An unpacked source package of cmocka")

if(TARGET cmocka::cmocka OR NOT BUILD_TESTING OR NOT PROJECT_SOURCE_DIR STREQUAL CMAKE_SOURCE_DIR)
  return()
endif()

if(WEFT_CMOCKA_SOURCE)
  add_library(cmocka STATIC ${WEFT_CMOCKA_SOURCE}/src/cmocka.c)
  target_include_directories(cmocka SYSTEM PUBLIC ${WEFT_CMOCKA_SOURCE}/include)
  # What its configure step would find on any of our machines. cmocka.h is told that uintptr_t exists.
  target_compile_definitions(cmocka
    PUBLIC _UINTPTR_T _UINTPTR_T_DEFINED
    PRIVATE HAVE_ASSERT_H HAVE_INTTYPES_H HAVE_SIGNAL_H HAVE_STRINGS_H HAVE_STRUCT_TIMESPEC HAVE_CLOCK_GETTIME
            HAVE_CLOCK_REALTIME HAVE_VSNPRINTF HAVE_SNPRINTF HAVE_STRSIGNAL)
  target_compile_options(cmocka PRIVATE -w)
  add_library(cmocka::cmocka ALIAS cmocka)
else()
  set(required)
  if(WEFT_DEVELOPER)
    set(required REQUIRED)
  endif()
  find_path(cmocka_include cmocka.h ${required})
  find_library(cmocka_library cmocka ${required})
  if(cmocka_include AND cmocka_library)
    add_library(cmocka::cmocka UNKNOWN IMPORTED)
    set_target_properties(cmocka::cmocka PROPERTIES
      IMPORTED_LOCATION ${cmocka_library} INTERFACE_INCLUDE_DIRECTORIES ${cmocka_include})
  else()
    message(STATUS "No cmocka: the library is built without its tests")
  endif()
endif()
