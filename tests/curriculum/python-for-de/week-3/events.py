import sys

with open("events.csv", "w") as file:
    for i in range(int(sys.argv[1])):
        file.write(f"{i * i % 10007 % 3000},{i % 1009}\n")
