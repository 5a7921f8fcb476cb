# Every library that the product links; docs/dependencies.md has the reasons.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS system json url)
find_package(OpenSSL 3 REQUIRED)
find_package(CURL REQUIRED)
find_package(LibXml2 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(GTest REQUIRED)
# Of the tests, which start a server of their own; Debian keeps its programs apart by version.
file(GLOB POSTGRESQL_FOLDERS /usr/lib/postgresql/*/bin)
find_program(POSTGRESQL postgres HINTS ${POSTGRESQL_FOLDERS})
cmake_path(GET POSTGRESQL PARENT_PATH POSTGRESQL_PROGRAMS)
find_package(benchmark QUIET)  # of `make bench` alone
find_package(CLI11 REQUIRED)
pkg_check_modules(SPDLOG REQUIRED IMPORTED_TARGET spdlog)
pkg_check_modules(FMT REQUIRED IMPORTED_TARGET fmt)
pkg_check_modules(LIBPQ REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(CARES REQUIRED IMPORTED_TARGET libcares)
pkg_check_modules(SRTP REQUIRED IMPORTED_TARGET libsrtp2)
pkg_check_modules(JWT REQUIRED IMPORTED_TARGET libjwt)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(OPUS REQUIRED IMPORTED_TARGET opus)
pkg_check_modules(SPANDSP REQUIRED IMPORTED_TARGET spandsp)
pkg_check_modules(SPEEXDSP REQUIRED IMPORTED_TARGET speexdsp)
pkg_check_modules(SNDFILE REQUIRED IMPORTED_TARGET sndfile)
pkg_check_modules(PROMETHEUS REQUIRED IMPORTED_TARGET prometheus-cpp-core)

# flite brings no file of its own for pkg-config or CMake. Its voices are libraries.
find_path(FLITE_INCLUDE flite/flite.h REQUIRED)
add_library(ringback_flite INTERFACE)
target_include_directories(ringback_flite SYSTEM INTERFACE ${FLITE_INCLUDE})
foreach(library cmu_us_awb cmu_us_kal cmu_us_kal16 cmu_us_rms cmu_us_slt usenglish cmulex)
  find_library(FLITE_${library} flite_${library} REQUIRED)
  target_link_libraries(ringback_flite INTERFACE ${FLITE_${library}})
endforeach()
find_library(FLITE flite REQUIRED)
target_link_libraries(ringback_flite INTERFACE ${FLITE})

# pocketsphinx.pc names a folder that Debian has elsewhere.
find_path(POCKETSPHINX_INCLUDE pocketsphinx.h PATH_SUFFIXES pocketsphinx REQUIRED)
find_path(SPHINXBASE_INCLUDE sphinxbase/err.h REQUIRED)
find_library(POCKETSPHINX pocketsphinx REQUIRED)
find_library(SPHINXBASE sphinxbase REQUIRED)
add_library(ringback_pocketsphinx INTERFACE)
target_include_directories(ringback_pocketsphinx SYSTEM INTERFACE ${POCKETSPHINX_INCLUDE} ${SPHINXBASE_INCLUDE}
  ${SPHINXBASE_INCLUDE}/sphinxbase)
target_link_libraries(ringback_pocketsphinx INTERFACE ${POCKETSPHINX} ${SPHINXBASE})

add_library(ringback_asio INTERFACE)
target_link_libraries(ringback_asio INTERFACE Boost::system Boost::headers Threads::Threads)
# Deprecated Asio forms stay out; concepts speed up overload checks.
target_compile_definitions(ringback_asio INTERFACE BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_REGEX)

# Debian 12's libphonenumber-dev conflicts with Boost 1.81 by dependency only, so scripts/setup unpacks its headers
# into the build tree; the shared libraries are the installed ones.
set(PHONENUMBER_ROOT ${CMAKE_SOURCE_DIR}/build/deps/libphonenumber)
find_path(PHONENUMBER_INCLUDE phonenumbers/phonenumberutil.h HINTS ${PHONENUMBER_ROOT}/usr/include REQUIRED)
find_library(PHONENUMBER_LIBRARY NAMES libphonenumber.so.8 phonenumber REQUIRED)
find_library(GEOCODING_LIBRARY NAMES libgeocoding.so.8 geocoding REQUIRED)
find_package(Protobuf REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc)
add_library(ringback_phonenumber INTERFACE)
target_include_directories(ringback_phonenumber SYSTEM INTERFACE ${PHONENUMBER_INCLUDE})
target_link_libraries(ringback_phonenumber INTERFACE ${PHONENUMBER_LIBRARY} ${GEOCODING_LIBRARY} protobuf::libprotobuf ICU::uc)
