"""HTTPStatus and HTTPMethod."""
from http import HTTPMethod, HTTPStatus
import http

for status in (HTTPStatus.OK, HTTPStatus(404), HTTPStatus["IM_A_TEAPOT"], http.HTTPStatus.INTERNAL_SERVER_ERROR):
    print(repr(status), int(status), status.name, status.phrase, status.description, status == status.value, f"{status} {status.value:>5}")
print(HTTPStatus.OK == 200, HTTPStatus.CREATED.is_success, HTTPStatus.NOT_FOUND.is_client_error, HTTPStatus.BAD_GATEWAY.is_server_error, HTTPStatus.FOUND.is_redirection)
print(len(HTTPStatus), [s.value for s in HTTPStatus if s.is_redirection], max(HTTPStatus).phrase)
try:
    HTTPStatus(999)
except ValueError as e:
    print(e)
print(HTTPMethod.GET, repr(HTTPMethod("POST")), HTTPMethod.PUT == "PUT", HTTPMethod.GET.description, [m.value for m in HTTPMethod])
