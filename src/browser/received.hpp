#pragma once

#include <memory>

namespace ringback::browser {

class Socket;
struct Message;

// One function a message of the browser's, each in a file of its name below received/. False: the message lacks what it
// needs.
namespace received {

bool listen(Socket& socket, const Message& message);
bool register_device(Socket& socket, const Message& message);
bool invite(Socket& socket, const Message& message);
bool answer(Socket& socket, const Message& message);
bool reject(Socket& socket, const Message& message);
bool hangup(Socket& socket, const Message& message);
bool dtmf(Socket& socket, const Message& message);
bool reinvite(Socket& socket, const Message& message);
bool user_message(Socket& socket, const Message& message);

}  // namespace received

// Unknown types are ignored.
bool dispatch(Socket& socket, const Message& message);

}  // namespace ringback::browser
