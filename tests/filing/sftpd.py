"""An SFTP server of one user, started by the tests: python sftpd.py PORT FOLDER HOST_KEY USER PASSWORD [WITHOUT]...

It neither offers nor knows the extensions of the protocol that it is to be without.
"""

import asyncio
import sys

import asyncssh


async def serve(port: str, folder: str, key: str, user: str, password: str, *without: str) -> None:
    """Serves a folder as the root until it is killed."""
    handler = asyncssh.sftp.SFTPServerHandler
    handler._extensions = [one for one in handler._extensions if one[0].decode() not in without]
    for extension in without:
        del handler._packet_handlers[extension.encode()]

    class Server(asyncssh.SSHServer):
        def begin_auth(self, _username: str) -> bool:
            return True

        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, given: str) -> bool:
            return (username, given) == (user, password)

    def sftp(channel: "asyncssh.SSHServerChannel[bytes]") -> asyncssh.SFTPServer:
        return asyncssh.SFTPServer(channel, chroot=folder.encode())

    await asyncssh.listen(
        "127.0.0.1", int(port), server_host_keys=[key], server_factory=Server, sftp_factory=sftp
    )
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:]))
