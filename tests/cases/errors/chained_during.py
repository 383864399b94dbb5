# exit = 1
def convert(text):
    try:
        return int(text)
    except ValueError:
        return {}[text]


print(convert("12"))
print(convert("twelve"))
