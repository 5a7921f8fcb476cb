# The server as Debian lays it out: cmake --install <build> --component server. packaging/README.md goes on from there.
include(GNUInstallDirs)
set(RINGBACK_UNIT_FOLDER lib/systemd/system)  # not the architecture's: systemd has one folder

configure_file(packaging/ringback.service.in packaging/ringback.service @ONLY)

install(TARGETS ringback RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT server)
install(FILES ${CMAKE_BINARY_DIR}/packaging/ringback.service DESTINATION ${RINGBACK_UNIT_FOLDER} COMPONENT server)
install(FILES packaging/ringback.sysusers DESTINATION lib/sysusers.d RENAME ringback.conf COMPONENT server)
install(FILES packaging/ringback.toml DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples COMPONENT server)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT server)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT server FILES_MATCHING PATTERN "*.md" PATTERN "*.png")
