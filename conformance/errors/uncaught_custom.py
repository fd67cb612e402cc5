class AppError(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


try:
    raise AppError(1)
except AppError as error:
    print("handled", error.code)
    raise AppError(2) from error
