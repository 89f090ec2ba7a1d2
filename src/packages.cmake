# What is installed, and the Debian packages that CPack makes of it: `cmake --workflow --preset package`.
#
# Three components: `library` has what programs load, where BUILD_SHARED_LIBS is on; `development` headers, archives, the CMake
# package and what pkg-config reads; `program` the program with its manual page and completions.
include(CMakePackageConfigHelpers)
write_basic_package_version_file(nextfireConfigVersion.cmake COMPATIBILITY SameMinorVersion)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/nextfire)

# nextfire_install(TARGET EXPORT [FILE_SET…])
function(nextfire_install target export)
    set(headers FILE_SET HEADERS COMPONENT development)
    foreach(file_set IN LISTS ARGN)
        list(APPEND headers FILE_SET ${file_set} COMPONENT development)
    endforeach()
    install(TARGETS ${target} EXPORT ${export}
        ARCHIVE COMPONENT development
        LIBRARY COMPONENT library NAMELINK_COMPONENT development
        RUNTIME COMPONENT library
        ${headers})
endfunction()

# As archives, or in one shared library each for core and API, and for the store (shared.cmake).
if(BUILD_SHARED_LIBS AND TARGET nextfire_shared)
    set(suffix _shared)
else()
    set(suffix "")
endif()
nextfire_install(nextfire${suffix} nextfireTargets optional_headers)
foreach(target nextfire_api${suffix} nextfire_c)
    if(TARGET ${target})
        nextfire_install(${target} nextfireTargets)
    endif()
endforeach()
install(EXPORT nextfireTargets NAMESPACE nextfire:: DESTINATION ${package} COMPONENT development)
if(TARGET nextfire_sqlite)
    nextfire_install(nextfire_sqlite${suffix} nextfireSqliteTargets)
    install(EXPORT nextfireSqliteTargets NAMESPACE nextfire:: DESTINATION ${package} COMPONENT development)
endif()
if(TARGET nextfire_testing)
    nextfire_install(nextfire_testing nextfireTestingTargets)
    install(EXPORT nextfireTestingTargets NAMESPACE nextfire:: DESTINATION ${package} COMPONENT development)
endif()
install(FILES src/nextfireConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/nextfireConfigVersion.cmake
    DESTINATION ${package} COMPONENT development)

# For those who do not build with CMake.  nextfire_pkg_config(TARGET SUMMARY REQUIRED LIBRARIES…)
function(nextfire_pkg_config target summary required)
    if(NOT TARGET ${target})
        return()
    endif()
    # Found from where the file lies, so that an installation can be moved; not where its place is a fixed one.
    set(pc_prefix ${CMAKE_INSTALL_PREFIX})
    if(NOT IS_ABSOLUTE ${CMAKE_INSTALL_LIBDIR})
        file(RELATIVE_PATH pc_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
        string(PREPEND pc_prefix "\${pcfiledir}/")
    endif()
    foreach(folder LIBDIR INCLUDEDIR)
        set(pc_${folder} "\${prefix}")
        cmake_path(APPEND pc_${folder} ${CMAKE_INSTALL_${folder}})
    endforeach()
    set(pc_name ${target})
    set(pc_summary "${summary}")
    set(pc_required "${required}")
    list(JOIN ARGN " " pc_libraries)
    configure_file(src/nextfire.pc.in ${target}.pc @ONLY)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${target}.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endfunction()
set(c_libraries -lnextfire_c)
if(TARGET nextfire_c)
    get_target_property(type nextfire_c TYPE)
    if(type STREQUAL "STATIC_LIBRARY")
        list(APPEND c_libraries -lnextfire_api -lnextfire -lstdc++ -lm)
    endif()
endif()
nextfire_pkg_config(nextfire "the core, for C++20" "" -lnextfire)
if(suffix)
    nextfire_pkg_config(nextfire_api "the API of scheduled tasks" nextfire)
    nextfire_pkg_config(nextfire_sqlite "a store for scheduled tasks in SQLite" nextfire_api -lnextfire_sqlite)
else()
    nextfire_pkg_config(nextfire_api "the API of scheduled tasks" nextfire -lnextfire_api)
    nextfire_pkg_config(nextfire_sqlite "a store for scheduled tasks in SQLite" nextfire_api
        -lnextfire_sqlite -lSQLiteCpp -lsqlite3)
endif()
nextfire_pkg_config(nextfire_c "for C" "" ${c_libraries})

if(NOT NEXTFIRE_BUILD_CLI)
    return()
endif()
install(TARGETS nextfire_program RUNTIME COMPONENT program)

# The pages are written by the program; one that is built for another machine cannot be asked.
if(CMAKE_CROSSCOMPILING)
    return()
endif()
set(pages ${CMAKE_CURRENT_BINARY_DIR}/pages)
set(manual ${pages}/nextfire.1)
foreach(page man:nextfire.1 bash:nextfire zsh:_nextfire fish:nextfire.fish)
    string(REPLACE ":" ";" page ${page})
    list(POP_FRONT page kind file)
    add_custom_command(OUTPUT ${pages}/${file}
        COMMAND nextfire_program pages ${kind} > ${pages}/${file}
        DEPENDS nextfire_program  # the command alone would not write them again for a program that was changed
        VERBATIM)
    list(APPEND page_files ${pages}/${file})
endforeach()
find_program(NEXTFIRE_GZIP_PROGRAM gzip)
if(NEXTFIRE_GZIP_PROGRAM)
    add_custom_command(OUTPUT ${manual}.gz
        COMMAND ${NEXTFIRE_GZIP_PROGRAM} -9nc ${manual} > ${manual}.gz
        DEPENDS ${manual}
        VERBATIM)
    set(manual ${manual}.gz)
    list(APPEND page_files ${manual})
endif()
file(MAKE_DIRECTORY ${pages})
add_custom_target(nextfire_pages ALL DEPENDS ${page_files})
install(FILES ${manual} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES ${pages}/nextfire DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT program)
install(FILES ${pages}/_nextfire DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT program)
install(FILES ${pages}/nextfire.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT program)

# ---- Debian packages ----

if(NOT PROJECT_IS_TOP_LEVEL OR NOT NEXTFIRE_GZIP_PROGRAM)
    return()
endif()
# Whoever gives packages to others puts a name and an address here: none stands in this tree.
set(NEXTFIRE_PACKAGE_CONTACT "nextfire <nextfire@localhost.localdomain>" CACHE STRING "Who maintains the packages")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "${NEXTFIRE_PACKAGE_CONTACT}")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL development program)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_COMPRESSION_TYPE gzip)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME nextfire)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION
"A schedule is a spec that a person picks in a form, cron text of Quartz, Unix,
Spring or AWS, or a line that says all of it. The program tells the instants at
which it fires, what it is in every dialect of cron and in words, and answers
millions of such questions from a pipe.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libnextfire-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION
"Headers, libraries to link with, a CMake package and pkg-config files, for C++20
and for C: specs, cron text and recurrence rules, right in every time zone to the
year 9999.")
# What the components sqlite, as an archive, and testing need besides.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SUGGESTS "librapidcheck-dev")
if(TARGET nextfire_sqlite AND NOT suffix)
    string(APPEND CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SUGGESTS ", libsqlitecpp-dev")
endif()
if(suffix OR BUILD_SHARED_LIBS)
    list(APPEND CPACK_COMPONENTS_ALL library)
    set(library_package libnextfire${NEXTFIRE_SHARED_VERSION})
    set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME ${library_package})
    set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
    set(CPACK_DEBIAN_LIBRARY_DESCRIPTION
"The shared libraries: one for C++, one with functions of C that any language can
call, and a store for scheduled tasks in SQLite.")
    # The trigger calls ldconfig; without scripts that do nothing, CPack would add some that call it as well.
    file(WRITE ${pages}/triggers "activate-noawait ldconfig\n")
    foreach(script postinst postrm)
        file(WRITE ${pages}/${script} "#!/bin/sh\nset -e\n")
        list(APPEND CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${pages}/${script})
    endforeach()
    list(APPEND CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${pages}/triggers)
    set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "${library_package} (= ${PROJECT_VERSION}-1)")
endif()

# What Debian wants beside every package: whose it is, and what changed.
string(TIMESTAMP package_date "%a, %d %b %Y %H:%M:%S +0000" UTC)   # SOURCE_DATE_EPOCH, where it is set
file(READ LICENSE package_licence)
file(STRINGS tzdata/windows_zones.tsv package_notice REGEX "^#")
list(TRANSFORM package_notice REPLACE "^# ?" "    ")
list(JOIN package_notice "\n" package_notice)
file(WRITE ${pages}/copyright "nextfire\n\n${package_licence}\n"
    "The programs carry parts of {fmt} (MIT, Victor Zverovich) and JSON for Modern C++ (MIT, Niels Lohmann), and the\n"
    "IANA time zone database, which is in the public domain. The names that Windows gives its zones:\n\n${package_notice}\n")
configure_file(src/debian_changelog.in pages/changelog.Debian @ONLY)
execute_process(COMMAND ${NEXTFIRE_GZIP_PROGRAM} -9nf pages/changelog.Debian WORKING_DIRECTORY ${PROJECT_BINARY_DIR}
    COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${NEXTFIRE_GZIP_PROGRAM} -9nc ${PROJECT_SOURCE_DIR}/CHANGELOG.md
    OUTPUT_FILE ${pages}/changelog.gz COMMAND_ERROR_IS_FATAL ANY)
foreach(component IN LISTS CPACK_COMPONENTS_ALL)
    string(TOUPPER ${component} upper)
    install(FILES ${pages}/copyright ${pages}/changelog.gz ${pages}/changelog.Debian.gz
        DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${CPACK_DEBIAN_${upper}_PACKAGE_NAME} COMPONENT ${component})
endforeach()
include(CPack)
