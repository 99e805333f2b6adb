# cmake -DPORT=FOLDER -DWORK=FOLDER -P vcpkg.cmake: does what a portfile asks for, as far as a release build
# goes. It stands in for vcpkg, which is not installed; each function keeps to what vcpkg documents of it.

set(CURRENT_PACKAGES_DIR "${WORK}/packages")
set(PORT_NAME weft)

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_QUIET)
  if(status)
    message(FATAL_ERROR "failed: ${ARGN}")
  endif()
endfunction()

function(vcpkg_cmake_configure)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "SOURCE_PATH" "OPTIONS")
  run(${CMAKE_COMMAND} -S "${arg_SOURCE_PATH}" -B "${WORK}/build" -DCMAKE_BUILD_TYPE=Release
    "-DCMAKE_INSTALL_PREFIX=${CURRENT_PACKAGES_DIR}" -DCMAKE_INSTALL_LIBDIR:STRING=lib ${arg_OPTIONS})
endfunction()

function(vcpkg_cmake_install)
  run(${CMAKE_COMMAND} --build "${WORK}/build")
  run(${CMAKE_COMMAND} --install "${WORK}/build")
endfunction()

function(vcpkg_cmake_config_fixup)   # the real one mends the paths in it too
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "CONFIG_PATH" "")
  file(MAKE_DIRECTORY "${CURRENT_PACKAGES_DIR}/share")
  file(RENAME "${CURRENT_PACKAGES_DIR}/${arg_CONFIG_PATH}" "${CURRENT_PACKAGES_DIR}/share/${PORT_NAME}")
  file(GLOB left "${CURRENT_PACKAGES_DIR}/lib/cmake/*")
  if(NOT left)
    file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/lib/cmake")
  endif()
endfunction()

function(vcpkg_fixup_pkgconfig)
  if(NOT EXISTS "${CURRENT_PACKAGES_DIR}/lib/pkgconfig/weft.pc")
    message(FATAL_ERROR "no weft.pc where vcpkg looks for it")
  endif()
endfunction()

function(vcpkg_copy_tools)
  cmake_parse_arguments(PARSE_ARGV 0 arg "AUTO_CLEAN" "" "TOOL_NAMES")
  foreach(tool IN LISTS arg_TOOL_NAMES)
    file(COPY "${CURRENT_PACKAGES_DIR}/bin/${tool}" DESTINATION "${CURRENT_PACKAGES_DIR}/tools/${PORT_NAME}")
    file(REMOVE "${CURRENT_PACKAGES_DIR}/bin/${tool}")
  endforeach()
  file(GLOB left "${CURRENT_PACKAGES_DIR}/bin/*")
  if(NOT left)
    file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/bin")
  endif()
endfunction()

function(vcpkg_install_copyright)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "FILE_LIST")
  list(GET arg_FILE_LIST 0 licence)
  configure_file("${licence}" "${CURRENT_PACKAGES_DIR}/share/${PORT_NAME}/copyright" COPYONLY)
endfunction()

set(port "${PORT}") # the portfile knows its port by name, as PORT
set(PORT ${PORT_NAME})
include("${port}/portfile.cmake")

foreach(file include/weft.h lib/libweft.a share/weft/weft-config.cmake share/weft/copyright
    share/weft/usage tools/weft/weft-explore)
  if(NOT EXISTS "${CURRENT_PACKAGES_DIR}/${file}")
    message(FATAL_ERROR "the port has not installed ${file}")
  endif()
endforeach()
foreach(folder bin lib/cmake debug/include)   # vcpkg's own checks complain of these
  if(EXISTS "${CURRENT_PACKAGES_DIR}/${folder}")
    message(FATAL_ERROR "the port leaves ${folder}")
  endif()
endforeach()
