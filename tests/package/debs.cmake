# cmake -DBUILD=… -DWORK=… -DCPACK=… -DVERSION=… -DCONSUMER_SOURCE=… -DCOMPILER=… -DFLAGS=… [-DLINTIAN=…] -P debs.cmake
# Makes Debian packages of a build, unpacks them into an empty root, and uses what is there: the program, its manual page and
# completions, and the library by a user's project.
function(run)
    execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${ARGV}\n${output}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CPACK} -G DEB --config ${BUILD}/CPackConfig.cmake -B ${WORK}/packages)
file(GLOB packages ${WORK}/packages/*.deb)
list(LENGTH packages count)
if(count LESS 2)
    message(FATAL_ERROR "expected the program's package and the developers', but found: ${packages}")
endif()

# Every file of a package is where Debian has such files, and no two packages have the same.
set(root ${WORK}/root)
file(MAKE_DIRECTORY ${root}/var/lib/dpkg/info ${root}/var/lib/dpkg/updates)
file(TOUCH ${root}/var/lib/dpkg/status)
execute_process(COMMAND id -u OUTPUT_VARIABLE user OUTPUT_STRIP_TRAILING_WHITESPACE)
if(user EQUAL 0)
    # What they depend on is not in this root, and is the machine's; so is the shell.
    run(dpkg --root=${root} --force-depends --force-script-chrootless --install ${packages})
    run(dpkg-query --admindir=${root}/var/lib/dpkg --show --showformat "\${Package} \${Version} \${db:Status-Status}\n" nextfire)
    if(NOT output STREQUAL "nextfire ${VERSION}-1 installed\n")
        message(FATAL_ERROR "dpkg has it as ${output}")
    endif()
else()
    foreach(package IN LISTS packages)
        run(dpkg-deb --extract ${package} ${root})
    endforeach()
endif()

file(GLOB_RECURSE libraries ${root}/usr/lib/*.so.*)
list(TRANSFORM libraries REPLACE "/[^/]*$" "")
list(REMOVE_DUPLICATES libraries)
list(JOIN libraries ":" libraries)
run(${CMAKE_COMMAND} -E env LD_LIBRARY_PATH=${libraries} ${root}/usr/bin/nextfire
    next --cron "30 2 * * *" --dialect unix --zone Europe/Berlin --from 2026-03-28T12:00:00Z --count 1 --output json)
if(NOT output MATCHES "2026-03-29T01:00:00Z")
    message(FATAL_ERROR "the installed program says ${output}")
endif()
foreach(page man:share/man/man1/nextfire.1.gz bash:share/bash-completion/completions/nextfire
        zsh:share/zsh/vendor-completions/_nextfire fish:share/fish/vendor_completions.d/nextfire.fish)
    string(REPLACE ":" ";" page ${page})
    list(POP_FRONT page kind file)
    run(${CMAKE_COMMAND} -E env LD_LIBRARY_PATH=${libraries} ${root}/usr/bin/nextfire pages ${kind})
    set(expected "${output}")
    if(file MATCHES "gz$")
        run(gzip -dc ${root}/usr/${file})
    else()
        run(cat ${root}/usr/${file})
    endif()
    if(NOT output STREQUAL expected)
        message(FATAL_ERROR "${file} is not what the program writes")
    endif()
endforeach()

run(${CMAKE_COMMAND} -G Ninja -S ${CMAKE_CURRENT_LIST_DIR}/consumer -B ${WORK}/build -DCMAKE_PREFIX_PATH=${root}/usr
    -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_FLAGS=${FLAGS}
    -DCONSUMER_SOURCE=${CONSUMER_SOURCE})
run(${CMAKE_COMMAND} --build ${WORK}/build --target consumer)
run(${WORK}/build/consumer)

# Errors, but for the address of nobody (NEXTFIRE_PACKAGE_CONTACT).
if(LINTIAN)
    run(${LINTIAN} --allow-root --fail-on error
        --suppress-tags bogus-mail-host,bogus-mail-host-in-debian-changelog ${packages})
endif()
