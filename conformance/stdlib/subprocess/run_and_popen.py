"""Other programs: run, Popen, pipes, timeouts, errors."""
import subprocess
from subprocess import PIPE, CalledProcessError, Popen, TimeoutExpired

done = subprocess.run(["echo", "hello", "world"], capture_output=True, text=True)
print(done, done.stdout.split())
print(subprocess.run(["cat"], input=b"a\nb\n", stdout=PIPE))
print(subprocess.run("echo out; echo err >&2; exit 3", shell=True, capture_output=True))
print(subprocess.run("echo both; echo err >&2", shell=True, stdout=PIPE, stderr=subprocess.STDOUT, text=True).stdout.splitlines())
print(subprocess.check_output(["printf", "%s-%s", "a", "b"]), subprocess.call(["true"]), subprocess.call(["false"]))
try:
    subprocess.run(["false"], check=True)
except CalledProcessError as e:
    print(e, e.returncode, e.cmd, e.stdout)
try:
    subprocess.check_output("echo part; exit 2", shell=True, text=True)
except CalledProcessError as e:
    print(e, repr(e.output), repr(e))
try:
    subprocess.run(["sleep", "20"], timeout=0.05, capture_output=True)
except TimeoutExpired as e:
    print(e, e.timeout, e.cmd)
for command in (["no-such-program-here"], ["/etc"]):
    try:
        subprocess.run(command)
    except OSError as e:
        print(type(e).__name__, e)
try:
    subprocess.run(["pwd"], cwd="/no/such/folder")
except FileNotFoundError as e:
    print(e)
print(subprocess.run(["pwd"], cwd="/", stdout=PIPE).stdout, subprocess.run("echo $X$Y", shell=True, env={"X": "1", "Y": "2"}, stdout=PIPE).stdout)
print(subprocess.getoutput("echo shell"), subprocess.getstatusoutput("exit 4"))

with Popen(["cat"], stdin=PIPE, stdout=PIPE, text=True) as p:
    print(p.poll(), p.stdin.write("one\ntwo\n"))
    p.stdin.close()
    for line in p.stdout:
        print("line", repr(line))
print(p.returncode, p.args)
p = Popen(["sort"], stdin=PIPE, stdout=PIPE, stderr=PIPE)
print(p.communicate(b"c\na\nb\n"), p.returncode)
p = Popen(["sleep", "20"])
p.terminate()
print(p.wait(), p.poll())
p = Popen(["sleep", "20"])
try:
    p.wait(timeout=0.02)
except TimeoutExpired as e:
    print(e)
p.kill()
print(p.wait())
try:
    subprocess.CompletedProcess("cmd", -9).check_returncode()
except CalledProcessError as e:
    print(e)
print(subprocess.list2cmdline(["a b", 'q"q', "plain"]), issubclass(TimeoutExpired, subprocess.SubprocessError))
subprocess.run(["echo", "not seen"], stdout=subprocess.DEVNULL)
