# `cmake --install`: the header, the library, the man pages, weft.pc, and the CMake package behind
# find_package(weft).

include(CMakePackageConfigHelpers)

install(TARGETS weft weft-faults ${weft_drop_ins} EXPORT weft-targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
if(TARGET weft-explore)
  install(TARGETS weft-explore RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(FILES ${PROJECT_SOURCE_DIR}/src/weft.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
if(weft_drop_ins)
  install(FILES ${PROJECT_SOURCE_DIR}/src/fibers/libco.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endif()
foreach(section 3 7)
  file(GLOB weft_man_pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/man/*.${section})
  install(FILES ${weft_man_pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()

set(weft_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/weft)
install(EXPORT weft-targets NAMESPACE weft:: DESTINATION ${weft_package_dir} FILE weft-config.cmake)
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/weft-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/weft-config-version.cmake DESTINATION ${weft_package_dir})

# Relative to the file itself, so that an installed tree can be moved.
file(RELATIVE_PATH weft_pc_to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(JOIN " " weft_pc_options ${weft_link_options})
foreach(library weft ${weft_drop_ins})
  configure_file(${PROJECT_SOURCE_DIR}/src/cmake/weft.pc.in ${PROJECT_BINARY_DIR}/${library}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${library}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()
