# Installs a build into an empty folder, builds the foreign project against it, runs it.
# Called with -DBUILD=folder of the build -DSOURCE=folder of the foreign project.
set(work "${BUILD}/package-test")
file(REMOVE_RECURSE "${work}")
function(step)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY)
endfunction()
step(${CMAKE_COMMAND} --install "${BUILD}" --prefix "${work}/installed")
step(${CMAKE_COMMAND} -G Ninja -S "${SOURCE}" -B "${work}/build" -DCMAKE_BUILD_TYPE=Release
     "-DCMAKE_PREFIX_PATH=${work}/installed")
step(${CMAKE_COMMAND} --build "${work}/build")
step("${work}/build/stranger")
file(REMOVE_RECURSE "${work}")
