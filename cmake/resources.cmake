# Builds weights and tables into a target: writes an assembler file that takes their bytes in with .incbin, so that nothing is
# copied or compiled, and is assembled again when one of them changes.
#
# The weights may be missing when the build is configured (training makes them); then the build says what to do.

set(DATELINE_WEIGHTS "${PROJECT_SOURCE_DIR}/models/en.weights" CACHE FILEPATH "Weights to build into the library")

function(dateline_embed_resources target)
  file(GLOB tables CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" "data/*.tsv" "data/english/*.tsv")
  set(resources ${tables} "models/en.weights")
  list(SORT resources COMPARE STRING)

  set(assembler "")
  set(entries "")
  set(depends "")
  set(number 0)
  foreach(path IN LISTS resources)
    set(file "${PROJECT_SOURCE_DIR}/${path}")
    if(path STREQUAL "models/en.weights")
      set(file "${DATELINE_WEIGHTS}")
    else()
      list(APPEND depends "${file}")
    endif()
    string(APPEND assembler "  .section .rodata\n  .balign 64\nresource_${number}:\n  .incbin \"${file}\"\n"
           "resource_${number}_end:\n  .byte 0\nresource_${number}_path:\n  .asciz \"${path}\"\n")
    string(APPEND entries "  .8byte resource_${number}_path, resource_${number}, resource_${number}_end\n")
    math(EXPR number "${number} + 1")
  endforeach()
  string(PREPEND assembler "# Written by cmake/resources.cmake.\n")
  string(APPEND assembler "  .section .data.rel.ro, \"aw\"\n  .balign 8\n"
         "  .globl dateline_resources_begin\ndateline_resources_begin:\n${entries}"
         "  .globl dateline_resources_end\ndateline_resources_end:\n"
         "  .section .note.GNU-stack, \"\", %progbits\n")
  set(source "${PROJECT_BINARY_DIR}/resources.s")
  file(CONFIGURE OUTPUT "${source}" CONTENT "${assembler}" @ONLY)

  # The glob makes CMake configure again once the file is there.
  file(GLOB weights CONFIGURE_DEPENDS "${DATELINE_WEIGHTS}")
  if(weights)
    list(APPEND depends "${DATELINE_WEIGHTS}")
  else()
    set(missing "${PROJECT_BINARY_DIR}/weights-are-missing")
    add_custom_command(
      OUTPUT "${missing}"
      COMMAND ${CMAKE_COMMAND} -E echo "error: no weights at ${DATELINE_WEIGHTS}"
      COMMAND ${CMAKE_COMMAND} -E echo "Train them (docs/training.md) or name others with cmake -DDATELINE_WEIGHTS=FILE."
      COMMAND ${CMAKE_COMMAND} -E false
      COMMENT "Looking for the weights" VERBATIM)
    list(APPEND depends "${missing}")
  endif()
  set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${depends}")
  target_sources(${target} PRIVATE "${source}")
endfunction()
