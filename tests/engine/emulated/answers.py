"""moto's application: one call at a time, each carried out once, and what came of it written down.

moto answers calls in threads and iterates over its dictionaries while other calls add to them: every answer that has
tags goes through the tags of all resources. Under load that is `RuntimeError: dictionary changed size during iteration`,
which is status 500, often of a call that was carried out. An AWS SDK repeats it then, as it does after a connection that
broke: a second VPC that belongs to nobody, a rule that is a duplicate. So calls wait for each other, and a repeated
call, which has the `amz-sdk-invocation-id` of the first one, gets the first one's answer, as from a service that is
idempotent.

The log gets one line for each call: the service, the action and after a tab the status, as in `ecs CreateService`, 200.
`200 again` is a repeated call, `dropped` an answer that its caller did not wait for. The file of failures gets the call
and what is known of it for every status of 500 and above.
"""

import io
import re
import traceback
import urllib.parse
from collections import OrderedDict
from threading import Lock

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app

READS = re.compile(r"\S+ (BatchGet|Describe|Filter|Get|Head|List|Lookup|Simulate|GET |HEAD )")
REMEMBERED = 2000  # answers; a repeated call follows within seconds


def called(environ):
    """The service and the action of a request, and the request's body put back for the one who answers it."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    body = environ["wsgi.input"].read(length)
    environ["wsgi.input"] = io.BytesIO(body)
    scope = re.search(r"Credential=[^/]*/[^/]*/[^/]*/([^/]*)/", environ.get("HTTP_AUTHORIZATION", ""))
    target = environ.get("HTTP_X_AMZ_TARGET", "").rpartition(".")[2]
    query = urllib.parse.parse_qs(body.decode("utf-8", "replace"))
    action = target or query.get("Action", [""])[0] or environ["REQUEST_METHOD"] + " " + environ["PATH_INFO"]
    return (scope.group(1) if scope else "-") + " " + action


class OrderlyApplication(DomainDispatcherApplication):
    def __init__(self, log, failures):
        super().__init__(create_backend_app)
        self.log, self.failures = log, failures
        self.one_at_a_time = Lock()
        self.answers = OrderedDict()  # by the call and its invocation id

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].startswith("/moto-api"):
            with self.one_at_a_time:
                return self.answered(environ, start_response)
        environ["emulated.call"] = call = called(environ)
        with self.one_at_a_time:
            status, headers, body = self.answer_of(call, environ)
        start_response(status, headers)
        return [body]

    def answered(self, environ, start_response):
        """moto's answer in one piece: nothing of it is made after the next call has begun."""
        answer = super().__call__(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            if hasattr(answer, "close"):
                answer.close()

    def answer_of(self, call, environ):
        identity = (call, environ.get("HTTP_AMZ_SDK_INVOCATION_ID"))
        if identity in self.answers:
            answer = self.answers[identity]
            self.write_down(call, answer[0][:3] + " again")
            return answer
        answer = self.first_answer_of(call, environ)
        code = answer[0][:3]
        self.write_down(call, code)
        # A call that was refused, or throttled, may succeed when it is repeated.
        if identity[1] and code < "300" and not READS.match(call):
            self.answers[identity] = answer
            if len(self.answers) > REMEMBERED:
                self.answers.popitem(last=False)
        return answer

    def first_answer_of(self, call, environ):
        head = []
        try:
            [body] = self.answered(environ, lambda status, headers, exc_info=None: head.append((status, headers)))
            status, headers = head[-1]
        except Exception:
            status, headers = "500 Internal Server Error", [("Content-Type", "text/plain")]
            body = traceback.format_exc().encode()
        if status >= "500":
            self.failures.write(f"{call} was answered {status}:\n{body.decode('utf-8', 'replace')}\n")
        return status, headers, body

    def write_down(self, call, outcome):
        self.log.write(f"{call}\t{outcome}\n")


class OrderlyRequestHandler(MotoRequestHandler):
    def connection_dropped(self, error, environ=None):
        call = (environ or {}).get("emulated.call")
        if call:
            self.server.app.write_down(call, "dropped")
